package dev.skep.web.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import ognl.ObjectPropertyAccessor;
import ognl.OgnlException;
import ognl.OgnlRuntime;

/// What a template may ask a record for by name: its public methods without parameters.
///
/// OGNL knows getters; for what a record has it looks through all methods of the class each time,
/// which took a third of the time of a large page.
final class RecordProperties extends ObjectPropertyAccessor {
  private static final Map<Class<?>, Map<String, Method>> METHODS = new ConcurrentHashMap<>();

  /// From now on, for all templates.
  static void use() {
    OgnlRuntime.setPropertyAccessor(Record.class, new RecordProperties());
  }

  @Override
  @SuppressWarnings("rawtypes") // so is what OGNL declares
  public Object getProperty(Map context, Object target, Object name) throws OgnlException {
    Method method =
        METHODS
            .computeIfAbsent(target.getClass(), RecordProperties::methods)
            .get(String.valueOf(name));
    if (method == null) {
      return super.getProperty(context, target, name);
    }
    try {
      return method.invoke(target);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new OgnlException(name + " of " + target.getClass(), e);
    }
  }

  private static Map<String, Method> methods(Class<?> type) {
    Map<String, Method> methods =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getParameterCount() == 0)
            .filter(method -> method.getReturnType() != void.class)
            .filter(method -> method.getDeclaringClass() != Object.class)
            .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
            .collect(Collectors.toMap(Method::getName, Function.identity()));
    methods.values().forEach(method -> method.setAccessible(true));
    return methods;
  }
}
