/** The function, which remembers what it made of each thing last, as long as it is asked for that with the same. */
export function remembered<K extends object, A, R>(make: (thing: K, given: A) => R): (thing: K, given: A) => R {
  const known = new WeakMap<K, { readonly given: A; readonly made: R }>();
  return (thing, given) => {
    const before = known.get(thing);
    if (before?.given === given) return before.made;
    const made = make(thing, given);
    known.set(thing, { given, made });
    return made;
  };
}
