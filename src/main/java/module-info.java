import org.jspecify.annotations.NullMarked;

/** Persistent collections that live off the heap and that nobody has to free. */
@NullMarked
module dev.cairn {
    requires java.management;
    requires jdk.management;
    requires static org.jspecify;
    requires static io.vavr;
    requires static info.picocli;
    requires static me.tongfei.progressbar;
    requires static tools.jackson.databind;

    opens dev.cairn.tool to
            info.picocli;

    exports dev.cairn;
    exports dev.cairn.codec;
    exports dev.cairn.jackson;
    exports dev.cairn.message;
    exports dev.cairn.vavr;

    provides tools.jackson.databind.JacksonModule with
            dev.cairn.jackson.CairnModule;
}
