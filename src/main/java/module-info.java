import org.jspecify.annotations.NullMarked;

/** Persistent collections that live off the heap and that nobody has to free. */
@NullMarked
@SuppressWarnings({"requires-automatic", "module"}) // Pekko is no module, and Jackson 2 is not there to compile with
module dev.cairn {
    requires java.management;
    requires jdk.management;
    requires static com.dylibso.chicory.compiler;
    requires static com.dylibso.chicory.runtime;
    requires static com.dylibso.chicory.wasm;
    requires static com.fasterxml.jackson.annotation;
    requires static org.jspecify;
    requires static io.vavr;
    requires static tools.jackson.databind;
    requires static pekko.actor;
    requires static pekko.actor.typed;
    requires static scala.library;
    requires static typesafe.config;

    opens dev.cairn to
            tools.jackson.databind,
            com.fasterxml.jackson.databind;
    opens dev.cairn.vavr to
            tools.jackson.databind,
            com.fasterxml.jackson.databind;

    exports dev.cairn;
    exports dev.cairn.codec;
    exports dev.cairn.ffi;
    exports dev.cairn.jackson;
    exports dev.cairn.message;
    exports dev.cairn.pekko;
    exports dev.cairn.vavr;
    exports dev.cairn.wasm;

    provides tools.jackson.databind.JacksonModule with
            dev.cairn.jackson.CairnModule;
}
