import type { Saying } from '../../base/say';
import type { DialectId, Message } from '../../chat/messages/chatTypes';

/** A file that stands in a request. */
export interface WrittenFile {
  /** The mark that stands for the file in the parts of messages. */
  readonly mark: string;
  /** The name of the file; empty where it has none. */
  readonly name: string;
  readonly base64: string;
}

/** A request that was made elsewhere, as far as a session can hold it. */
export interface ImportedRequest {
  readonly dialect: DialectId;
  /** The address that it was sent to, without query; `undefined` where it is not known. */
  readonly address?: string;
  readonly model: string;
  readonly system: string;
  /** User and assistant in turn. A result of a tool stands in a message of the user. */
  readonly messages: readonly (Message & { readonly role: 'user' | 'assistant' })[];
  /** `null`: left to the provider. */
  readonly temperature: number | null;
  readonly maxOutputTokens: number | null;
  /** The other parameters, and in `bodyFields` the body fields that are no parameters, as a draft has them. */
  readonly sampling: string;
  readonly bodyFields: string;
  /** The tools, the choice among them and the schema, as a draft has them. */
  readonly tools: string;
  readonly toolChoice: string;
  readonly schema: string;
  /** The files in its messages, which `withFiles` reads. */
  readonly files: readonly WrittenFile[];
  /** Notes for the user, such as on parts of the request that were not taken. */
  readonly notes: readonly Saying[];
}
