/**
 * What becomes of an id where it stands. `call`: a call or config names it. `test`: so it does in a test, whose network is
 * made up, or by settings that a test has. `list`: an enum, a type, a table or a list does, or a question about a name.
 */
export type IdUse = 'call' | 'test' | 'list';

/** A value in a group: `model: "gpt-4o"`, or an argument without a name. */
export interface GroupEntry {
  readonly key: string | undefined;
  /** Where it is a string that is written out. */
  readonly value: string | undefined;
}

/** What an id stands in: the brackets of a call, a list, an object, a mapping or section of config. */
export interface Group {
  /**
   * `declaration`: the parameters of a function. `subscript`: `Literal["gpt-4o"]`, `limits["gpt-4o"]`. `grouping`: brackets alone.
   * `enum` and `type`: nothing in them is called.
   */
  readonly kind: 'call' | 'declaration' | 'grouping' | 'list' | 'subscript' | 'object' | 'enum' | 'type';
  /** What is called or made; empty where that has no name. */
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
  /** It is a key itself: `{ "gpt-4o": 128_000 }`. */
  readonly isKey: boolean;
  /** `model == "gpt-4o"`, `case "gpt-4o":`, and what stands in an `assert`. */
  readonly isCompared: boolean;
  /** `'gpt-4o' | 'o3'`. */
  readonly isInUnion: boolean;
  /** The name for which it stands in: `process.env.MODEL ?? "gpt-4o"`. */
  readonly insteadOf: string | undefined;
  /** From the innermost to the body of a function, a few of them. */
  readonly groups: readonly Group[];
}
