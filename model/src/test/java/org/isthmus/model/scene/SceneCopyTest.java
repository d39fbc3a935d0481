package org.isthmus.model.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.scene.SampleScenes.everything;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SceneCopyTest {
    @Test
    void copyHoldsTheSame() {
        Scene scene = everything();
        SceneText.assertSame(scene.copy(), scene);
    }

    @Test
    void copySharesNothingThatCanChange() throws IllegalAccessException {
        Scene scene = everything();
        Set<Object> original = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(scene, original);
        Set<Object> copied = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(scene.copy(), copied);
        assertThat(copied).hasSizeGreaterThan(500).hasSameSizeAs(original);
        copied.retainAll(original);
        assertThat(copied).isEmpty();
    }

    /// Collects all mutable objects that can be reached: elements, arrays that are not empty, collections.
    private static void collect(Object object, Set<Object> found) throws IllegalAccessException {
        boolean array = object instanceof double[] a && a.length > 0 || object instanceof int[];
        boolean ours = object.getClass().getPackage() == Scene.class.getPackage()
                && !(object instanceof Enum<?>) && !object.getClass().isRecord();
        boolean collection = object instanceof Collection<?> || object instanceof Map<?, ?>;
        if (!(array || ours || collection) || !found.add(object)) {
            return;
        }
        if (object instanceof Collection<?> c) {
            for (Object item : c) {
                collect(item, found);
            }
        } else if (object instanceof Map<?, ?> map) {
            collect(map.values(), found);
        } else if (ours) {
            for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    field.setAccessible(true);
                    Object value = Modifier.isStatic(field.getModifiers()) ? null : field.get(object);
                    if (value != null) {
                        collect(value, found);
                    }
                }
            }
        }
    }
}
