import type { Saying } from '../../base/say';
import type { DialectId, Message } from '../../chat/messages/chatTypes';

/** A file that stands in a request. */
export interface WrittenFile {
  /** Stands for it in the parts of messages. */
  readonly mark: string;
  /** Empty where it has none. */
  readonly name: string;
  readonly base64: string;
}

/** A request that was made elsewhere, as far as a session can hold it. */
export interface ImportedRequest {
  readonly dialect: DialectId;
  /** Where it went, without query; `undefined` where nothing says it. */
  readonly address?: string;
  readonly model: string;
  readonly system: string;
  /** User and assistant in turn. A result of a tool stands in a message of the user. */
  readonly messages: readonly (Message & { readonly role: 'user' | 'assistant' })[];
  /** `null`: left to the provider. */
  readonly temperature: number | null;
  readonly maxOutputTokens: number | null;
  /** As a draft has them: the other parameters, and the fields of the body that are none. */
  readonly sampling: string;
  readonly bodyFields: string;
  /** As a draft has them. */
  readonly tools: string;
  readonly toolChoice: string;
  readonly schema: string;
  /** Those that its messages hold: `withFiles` reads them. */
  readonly files: readonly WrittenFile[];
  /** Notes for the user, such as on parts of the request that were not taken. */
  readonly notes: readonly Saying[];
}
