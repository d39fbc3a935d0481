/// The command line: one thin command per verb.
module org.isthmus.cli {
    requires org.isthmus.model;
    requires info.picocli;
    requires static transitive org.jspecify;

}
