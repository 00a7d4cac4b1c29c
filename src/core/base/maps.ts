/** Adds a value to the list of a key. */
export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Makes the value of each key once, and remembers up to `most` of them. */
export function remembered<K, V>(make: (key: K) => V, most = Infinity): (key: K) => V {
  const values = new Map<K, { readonly value: V }>();
  return (key) => {
    const known = values.get(key);
    if (known) return known.value;
    const value = make(key);
    if (values.size >= most) values.clear();
    values.set(key, { value });
    return value;
  };
}
