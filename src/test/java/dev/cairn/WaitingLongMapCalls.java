package dev.cairn;

import java.util.Map;
import java.util.stream.LongStream;

/** The calls of maps whose keys are longs, for {@link WaitingCalls}. */
final class WaitingLongMapCalls {
    private WaitingLongMapCalls() {}

    private static LongLongMap map(Store store, int count) {
        long[] numbers = LongStream.range(0, count).toArray();
        return LongLongMap.from(store, numbers, numbers);
    }

    static WaitingCalls.Subject<LongLongMap> subject() {
        Map<String, WaitingCalls.Call<LongLongMap>> calls = WaitingCalls.calls(v -> LongLongMap.codec());
        calls.put("size", (v, w) -> v.size());
        calls.put("get", (v, w) -> v.get(7));
        calls.put("getOrDefault", (v, w) -> v.getOrDefault(-7, 1));
        calls.put("containsKey", (v, w) -> v.containsKey(7));
        calls.put("keys", (v, w) -> v.keys().count());
        calls.put("values", (v, w) -> v.values().sum());
        calls.put("sum", (v, w) -> v.sum());
        calls.put("reduce", (v, w) -> v.reduce(0, Math::max));
        calls.put("forEach", (v, w) -> {
            v.forEach((key, value) -> {});
            return v;
        });
        calls.put("asMap", (v, w) -> v.asMap().get(7L));
        calls.put("toPMap", (v, w) -> v.toPMap());
        calls.put("put", (v, w) -> v.put(8, -8));
        calls.put("remove", (v, w) -> v.remove(8));
        calls.put("putIfAbsent", (v, w) -> v.putIfAbsent(-8, -8));
        calls.put("update", (v, w) -> v.update(8, value -> value + 1));
        calls.put("merge(a key)", (v, w) -> v.merge(8, 1, Long::sum));
        calls.put("merge(a map)", (v, w) -> v.merge(w, Long::sum));
        calls.put("putAll(arrays)", (v, w) -> v.putAll(new long[] {8}, new long[] {-8}));
        calls.put("putAll(a map of ours)", (v, w) -> v.putAll(w));
        calls.put("removeAll", (v, w) -> v.removeAll(8, 9));
        calls.put("filter", (v, w) -> v.filter((key, value) -> key != 8));
        calls.put("mapValues", (v, w) -> v.mapValues(value -> value + 1));
        calls.put("changesTo", (v, w) -> v.changesTo(w));
        calls.put("toBuilder", (v, w) -> v.toBuilder());
        return new WaitingCalls.Subject<>(
                LongLongMap.class,
                Map.of(
                        "on the heap", store -> map(store, WaitingCalls.FEW).put(5, -5),
                        "changes",
                                store ->
                                        map(store, WaitingCalls.MANY).put(5, -5).put(-5, 5)),
                calls);
    }
}
