import type { Abilities } from '../messages/abilities';

// Models that the editor lends us, as far as it says what they are. An extension provides each, and sends on what it is asked.

/** A piece of a message as the editor takes it. */
export type EditorPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'data'; readonly mediaType: string; readonly bytes: Uint8Array }
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly input: object }
  | { readonly type: 'tool-result'; readonly callId: string; readonly parts: readonly EditorLeaf[] };
export type EditorLeaf = Extract<EditorPart, { type: 'text' | 'data' }>;

export interface EditorMessage {
  /** There are no other roles: a system prompt is a message of the user. */
  readonly role: 'user' | 'assistant';
  readonly parts: readonly EditorPart[];
}

/** A request as the editor takes it. */
export interface EditorRequest {
  readonly messages: readonly EditorMessage[];
  readonly tools?: readonly EditorTool[];
  /** `required`: one at least is to be called. Left out, the model decides. The editor knows nothing else. */
  readonly toolMode?: 'required';
}

interface EditorTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the object that it takes. */
  readonly inputSchema: object;
}

/** A piece of an answer. `other`: of a kind that is not known here. */
export type EditorAnswerPart =
  | { readonly type: 'text' | 'reasoning'; readonly text: string }
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly input: unknown }
  | { readonly type: 'other' };

export interface EditorModel {
  readonly id: string;
  /** As people read it in the editor. */
  readonly name?: string;
  /** Tokens that a request may have. */
  readonly maxInputTokens: number;
  /** As far as the editor says. */
  readonly can: Pick<Abilities, 'tools' | 'images'>;
  /** Rejects with what the editor or the extension throws. */
  ask(request: EditorRequest, signal: AbortSignal): Promise<AsyncIterable<EditorAnswerPart>>;
  /** Tokens of a text: the extension gets it, and may send it on. */
  count(text: string, signal: AbortSignal): Promise<number>;
}

/** Those of one vendor. */
export interface EditorVendor {
  /** As the editor tells them apart. */
  readonly vendor: string;
  /** As people read it. */
  readonly label: string;
  /** The extension that provides them; empty where the editor does not say. */
  readonly extension: string;
  readonly models: readonly EditorModel[];
}
