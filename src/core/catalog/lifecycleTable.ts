import type { Source } from '../base/source';

export type Maker =
  'openai' | 'anthropic' | 'google' | 'mistral' | 'xai' | 'deepseek' | 'cohere' | 'meta' | 'amazon' | 'alibaba';

/** Where a model is called. The dates of a host are its own. */
export type Surface = 'maker' | 'azure' | 'bedrock' | 'vertex';

/** An ISO date, possibly only year and month, as it was published; `notBefore` where more than that is not promised. */
export type LifecycleDate = string | { readonly notBefore: string };

/** The published end of a model at one surface. */
export interface LifecycleRecord {
  /** The id that the surface takes. */
  readonly id: string;
  /** Other ids that end with it. */
  readonly aliases?: readonly string[];
  /** The maker's own API without it. */
  readonly surface?: Exclude<Surface, 'maker'>;
  /** The day on which the end was announced. */
  readonly announced?: string;
  /** From when the maker calls it deprecated. */
  readonly deprecated?: string;
  /** From when calls fail. */
  readonly retires?: LifecycleDate;
  /** The model that the maker recommends instead; it may have been retired itself since. */
  readonly replacement?: string;
  /** Models that the maker names beside it. */
  readonly alternatives?: readonly string[];
  /** The change that the replacement asks of the caller: nothing, an id of `changes`, or that there is none. */
  readonly change?: string;
  readonly note?: string;
  /** Id of one of the sources. */
  readonly source: string;
}

/** The published end of an API or an address, with the marks by which its use is known. */
export interface EndpointRecord extends Pick<LifecycleRecord, 'id' | 'surface' | 'announced' | 'source'> {
  /** As a sentence about it begins. */
  readonly name: string;
  readonly maker: Maker | 'github';
  readonly retires: string;
  /** A sentence: what is recommended instead. */
  readonly instead: string;
  /** Hosts, with a path or without. */
  readonly addresses?: readonly string[];
  /** Members of a client, as in `client.beta.assistants`. */
  readonly members?: readonly string[];
  /** How ids of its objects begin. */
  readonly ids?: readonly string[];
  /** A file holds it where members alone say too little. In small letters. */
  readonly word?: string;
}

/** The light table beside the catalog: every id with a published end, and what takes its place. */
export interface LifecycleTable {
  readonly models: Readonly<Partial<Record<Maker, readonly LifecycleRecord[]>>>;
  readonly endpoints: readonly EndpointRecord[];
  /** A sentence on what has to be changed, by its id. */
  readonly changes: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, Source & { readonly checked: string }>>;
}
