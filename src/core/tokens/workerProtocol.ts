import type { EncodingName } from '../catalog/table';
import type { EncodedCount, EncodedText } from './encoder';

/** Extension host to token worker. Answers come in the order of the requests. */
export interface CountRequest {
  readonly id: number;
  readonly encoding: EncodingName;
  readonly text: string;
}

/** Asks for the tokens themselves. */
export interface EncodeRequest {
  readonly kind: 'encode';
  readonly id: number;
  readonly encoding: EncodingName;
  readonly text: string;
}

export type TokenRequest = CountRequest | EncodeRequest;

interface Failure {
  readonly id: number;
  readonly failure: string;
}

export type CountReply = { readonly id: number; readonly counted: EncodedCount } | Failure;

/** The arrays are transferred, not copied. */
export type EncodeReply = { readonly id: number; readonly encoded: EncodedText } | Failure;

export type TokenReply = CountReply | EncodeReply;
