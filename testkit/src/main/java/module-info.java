/// What tests of every module share: property loops, fuzzers, tolerances, checkers. Depends on no other module.
module org.isthmus.testkit {
    requires jdk.management;
    requires org.assertj.core;
    requires org.opentest4j;
    requires static transitive org.jspecify;

    exports org.isthmus.testkit;
}
