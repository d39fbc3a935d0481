/// What tests of every module share: property loops, fuzzers, tolerances, checkers. Depends on no other module.
module org.isthmus.testkit {
    requires org.assertj.core;
    requires static transitive org.jspecify;
}
