/** Adds a value to the list of a key. */
export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Makes the value of each key once, and remembers up to `max` of them. */
export function remembered<K, V>(make: (key: K) => V, max = Infinity): (key: K) => V {
  const values = new Map<K, { readonly value: V }>();
  return (key) => {
    const known = values.get(key);
    if (known) return known.value;
    const value = make(key);
    if (values.size >= max) values.clear();
    values.set(key, { value });
    return value;
  };
}
