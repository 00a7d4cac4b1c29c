/**
 * Use of an id at its place. `call`: a call or config names it. `test`: a call or config names it in a test that makes
 * up its network, or settings in a test do. `list`: an enum, a type, a table or a list names it, or a check of a name.
 */
export type IdUse = 'call' | 'test' | 'list';

/** A value in a group: `model: "gpt-4o"`, or an argument without a name. */
export interface GroupEntry {
  readonly key: string | undefined;
  /** The value, where it is a string that is written out. */
  readonly value: string | undefined;
}

/** Code or config around an id: the brackets of a call, a list or an object, or a mapping or section of config. */
export interface Group {
  /**
   * `declaration`: the parameters of a function. `subscript`: `Literal["gpt-4o"]`, `limits["gpt-4o"]`. `grouping`:
   * brackets alone. `enum` and `type`: nothing in them is called.
   */
  readonly kind: 'call' | 'declaration' | 'grouping' | 'list' | 'subscript' | 'object' | 'enum' | 'type';
  /** The name of the function that is called, or of the object that is made; empty where it has none. */
  readonly name: string;
  /** The key whose value the group is, or the variable. */
  readonly key: string | undefined;
  readonly variable: string | undefined;
  readonly entries: readonly GroupEntry[];
}

/** Where an id stands, as its language writes it. */
export interface IdPlace {
  /** The key whose value it is, or the variable. */
  readonly key: string | undefined;
  readonly variable: string | undefined;
  /** Whether it is a key itself: `{ "gpt-4o": 128_000 }`. */
  readonly isKey: boolean;
  /** Whether it is compared, as in `model == "gpt-4o"` and `case "gpt-4o":`, or stands in an `assert`. */
  readonly isCompared: boolean;
  /** Whether it is in a union: `'gpt-4o' | 'o3'`. */
  readonly isInUnion: boolean;
  /** The name that it replaces where that has no value: `process.env.MODEL ?? "gpt-4o"`. */
  readonly insteadOf: string | undefined;
  /** The groups around it, from the innermost to the body of a function, a few of them. */
  readonly groups: readonly Group[];
}
