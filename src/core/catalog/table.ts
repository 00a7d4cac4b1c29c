import type { Source } from '../glossary/table';
import type { EncodingName } from '../tokens/engine/encodingName';

export type Openness = 'closed' | 'open-weights' | 'mixed';
export type ModelStatus = 'current' | 'preview' | 'legacy' | 'deprecated' | 'retired';
export type Modality = 'text' | 'image' | 'audio' | 'video' | 'pdf';

export interface Family {
  readonly id: string;
  readonly name: string;
  readonly maker: string;
  readonly makerUrl: string;
  readonly openness: Openness;
  readonly opennessNote?: string;
  readonly summary: string;
  readonly strengths: string;
  /** What the names inside the family mean (Sonnet, Flash, mini). */
  readonly names?: string;
  /** ISO date. */
  readonly checked: string;
  readonly source: Source;
}

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly cachedInput?: number;
  readonly output: number;
  /** The rate of the whole request once its input is above `above` tokens. */
  readonly longContext?: { readonly above: number; readonly input: number; readonly output: number };
  readonly note?: string;
  /** ISO date. */
  readonly checked: string;
  /** Id of one of the model's sources. */
  readonly source: string;
}

export interface Model {
  /** The id that the maker's API takes. */
  readonly id: string;
  readonly family: string;
  readonly name: string;
  /** Other ids for exactly this model. */
  readonly aliases?: readonly string[];
  readonly notes?: string;
  /** ISO date, possibly only year and month. */
  readonly released?: string;
  readonly status: ModelStatus;
  readonly openness: Exclude<Openness, 'mixed'>;
  readonly licence?: string;
  /** Tokens. */
  readonly contextWindow?: number;
  /** Tokens. */
  readonly maxOutput?: number;
  readonly modalities?: { readonly input: readonly Modality[]; readonly output: readonly Modality[] };
  readonly reasoning?: boolean;
  readonly knowledgeCutoff?: string;
  readonly price?: Price;
  /** Id of a `Tokenizer`. */
  readonly tokenizer: string;
  readonly checked: string;
  readonly sources: readonly (Source & { readonly id: string })[];
}

/** How the tokens of a model are counted. With `estimate` the model's own tokenizer is another one. */
export interface Tokenizer {
  readonly id: string;
  readonly encoding: EncodingName;
  readonly estimate?: {
    /** The count in `encoding` is multiplied by this. */
    readonly factor: number;
    /** Plus or minus this many percent. */
    readonly bandPercent: number;
    readonly reason: string;
  };
  readonly source: Source;
}

export interface CatalogTable {
  readonly families: readonly Family[];
  readonly models: readonly Model[];
  readonly tokenizers: readonly Tokenizer[];
}
