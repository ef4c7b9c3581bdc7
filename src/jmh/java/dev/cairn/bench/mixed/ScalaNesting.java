package dev.cairn.bench.mixed;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.SeqOps;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.collection.immutable.MapOps;
import scala.collection.immutable.Vector;
import scala.collection.immutable.VectorBuilder;
import scala.collection.mutable.Builder;

/** Scala's immutable maps and vectors. */
@SuppressWarnings("unchecked") // the operations return collections of the same type
final class ScalaNesting implements Nesting<Map<String, Object>, Vector<Object>> {
    @Override
    public MapFiller<Map<String, Object>> newMap() {
        Builder<Tuple2<String, Object>, Map<String, Object>> builder = Map$.MODULE$.newBuilder();
        return new MapFiller<>() {
            @Override
            public void put(String key, Object value) {
                builder.addOne(new Tuple2<>(key, value));
            }

            @Override
            public Map<String, Object> done() {
                return builder.result();
            }
        };
    }

    @Override
    public VectorFiller<Vector<Object>> newVector() {
        VectorBuilder<Object> builder = new VectorBuilder<>();
        return new VectorFiller<>() {
            @Override
            public void add(Object element) {
                builder.addOne(element);
            }

            @Override
            public Vector<Object> done() {
                return builder.result();
            }
        };
    }

    @Override
    public boolean isMap(Object value) {
        return value instanceof Map<?, ?>;
    }

    @Override
    public boolean isVector(Object value) {
        return value instanceof Vector<?>;
    }

    @Override
    public Object get(Map<String, Object> map, String key) {
        return map.apply(key);
    }

    @Override
    public Object get(Vector<Object> vector, int index) {
        return vector.apply(index);
    }

    @Override
    public Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Object updated = ((MapOps<String, Object, ?, ?>) map).updated(key, value);
        return (Map<String, Object>) updated;
    }

    @Override
    public Vector<Object> with(Vector<Object> vector, int index, Object value) {
        return (Vector<Object>) ((SeqOps<Object, ?, ?>) vector).updated(index, value);
    }

    @Override
    public void forEachEntry(Map<String, Object> map, BiConsumer<String, Object> action) {
        Iterator<Tuple2<String, Object>> entries = map.iterator();
        while (entries.hasNext()) {
            Tuple2<String, Object> next = entries.next();
            action.accept(next._1(), next._2());
        }
    }

    @Override
    public void forEachElement(Vector<Object> vector, Consumer<Object> action) {
        Iterator<Object> elements = vector.iterator();
        while (elements.hasNext()) {
            action.accept(elements.next());
        }
    }
}
