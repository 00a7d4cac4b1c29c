import type { Source } from '../base/source';

export type Maker =
  | 'openai'
  | 'anthropic'
  | 'google'
  | 'mistral'
  | 'xai'
  | 'deepseek'
  | 'cohere'
  | 'meta'
  | 'amazon'
  | 'alibaba';

/** The API at which a model is called. Each host has its own dates. */
export type Surface = 'maker' | 'azure' | 'bedrock' | 'vertex';

/** An ISO date, possibly only year and month, as it was published; `notBefore` where no more than that is promised. */
export type LifecycleDate = string | { readonly notBefore: string };

/** The published end of a model at one surface. */
export interface LifecycleRecord {
  /** The id that the surface takes. */
  readonly id: string;
  /** Other ids that end with it. */
  readonly aliases?: readonly string[];
  /** The surface; absent for the maker's own API. */
  readonly surface?: Exclude<Surface, 'maker'>;
  /** The day on which the end was announced. */
  readonly announced?: string;
  /** The day from which the maker calls it deprecated. */
  readonly deprecated?: string;
  /** The day from which calls fail. */
  readonly retires?: LifecycleDate;
  /** The model that the maker recommends instead; it may have been retired itself since. */
  readonly replacement?: string;
  /** Models that the maker names beside it. */
  readonly alternatives?: readonly string[];
  /**
   * The change that the replacement requires of the caller: `drop-in` for nothing, an id of `changes`, or `none` where
   * there is no replacement.
   */
  readonly change?: string;
  readonly note?: string;
  /** Id of one of the sources. */
  readonly source: string;
}

/** The published end of an API or an address, with the marks by which its use is known. */
export interface EndpointRecord extends Pick<LifecycleRecord, 'id' | 'surface' | 'announced' | 'source'> {
  /** Name at the beginning of a sentence. */
  readonly name: string;
  readonly maker: Maker | 'github';
  readonly retires: string;
  /** The recommended replacement, as a sentence. */
  readonly instead: string;
  /** Hosts, with a path or without. */
  readonly addresses?: readonly string[];
  /** Members of a client, as in `client.beta.assistants`. */
  readonly members?: readonly string[];
  /** Beginnings of the ids of its objects. */
  readonly ids?: readonly string[];
  /** A word, in small letters, that the file has to contain where members alone do not tell enough. */
  readonly word?: string;
}

/** The small table that goes with the catalog: every id with a published end, and its replacement. */
export interface LifecycleTable {
  readonly models: Readonly<Partial<Record<Maker, readonly LifecycleRecord[]>>>;
  readonly endpoints: readonly EndpointRecord[];
  /** Sentences about the required changes, by id. */
  readonly changes: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, Source & { readonly checked: string }>>;
}
