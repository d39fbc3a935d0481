/// Reinforcement and imitation learning, and policies that leave.
@SuppressWarnings("requires-automatic") // ONNX Runtime, protobuf and Tribuo have names of their own, but no module descriptors
module org.isthmus.learn {
    requires transitive org.isthmus.dataset;
    requires transitive org.isthmus.task;
    requires com.fasterxml.jackson.databind;
    requires com.google.protobuf;
    requires com.microsoft.onnxruntime;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.openblas;
    requires transitive org.bytedeco.pytorch;
    requires org.tribuo.util.onnx;
    requires static transitive org.jspecify;

    exports org.isthmus.learn.checkpoint;
    exports org.isthmus.learn.imitation;
    exports org.isthmus.learn.log;
    exports org.isthmus.learn.network;
    exports org.isthmus.learn.optimize;
    exports org.isthmus.learn.policy;
    exports org.isthmus.learn.rl;
    exports org.isthmus.learn.tensor;
}
