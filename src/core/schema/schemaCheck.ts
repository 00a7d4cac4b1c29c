// Results of checking an answer against a schema.

/** A place of a value that does not fit. */
export interface Misfit {
  /** JSON Pointer into the value (RFC 6901); empty for all of it. */
  readonly pointer: string;
  /** The keyword of the schema that the value does not keep to. */
  readonly keyword: string;
  /** Parameters of the keyword as texts, by the names that Ajv has for them. */
  readonly params: Readonly<Record<string, string>>;
}

/** `hints`: places that do not keep to a `format`, which no draft asks for. */
export type CheckedValue =
  | {
      readonly state: 'fits' | 'misfits';
      readonly misfits: readonly Misfit[];
      /** Number of misfits that are not reported. */
      readonly more: number;
      readonly hints: readonly Misfit[];
    }
  /** The schema refers to a schema elsewhere, which is not loaded. */
  | { readonly state: 'remote'; readonly address: string }
  | { readonly state: 'unknown-draft'; readonly address: string }
  /** `why`: in the words of the program that reads the schema. */
  | { readonly state: 'bad-schema'; readonly why: string }
  | { readonly state: 'too-deep' };

/** `isFenced`: the JSON stands in a block of code, with nothing else but white space around it. */
export type CheckedAnswer =
  | (CheckedValue & { readonly isFenced: boolean })
  | { readonly state: 'no-json'; readonly line: number; readonly column: number }
  | { readonly state: 'too-long' | 'slow' };
