/// What tests of every module share.
@NullMarked
package org.isthmus.testkit;

import org.jspecify.annotations.NullMarked;
