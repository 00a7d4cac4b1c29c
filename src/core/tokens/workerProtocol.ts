import type { EncodingName } from '../catalog/table';
import type { EncodedCount } from './encoder';

/** Extension host to token worker. Answers come in the order of the requests. */
export interface CountRequest {
  readonly id: number;
  readonly encoding: EncodingName;
  readonly text: string;
}

export type CountReply =
  { readonly id: number; readonly counted: EncodedCount } | { readonly id: number; readonly failure: string };
