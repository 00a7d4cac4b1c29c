import type { Abilities } from '../messages/abilities';

// Models that the editor lends, with what it tells about them. An extension provides each model, and passes requests
// on.

/** A piece of a message in the editor's form. */
export type EditorPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'data'; readonly mediaType: string; readonly bytes: Uint8Array }
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly input: object }
  | { readonly type: 'tool-result'; readonly callId: string; readonly parts: readonly EditorLeaf[] };
export type EditorLeaf = Extract<EditorPart, { type: 'text' | 'data' }>;

export interface EditorMessage {
  /** The editor has no other roles: a system prompt is a message of the user. */
  readonly role: 'user' | 'assistant';
  readonly parts: readonly EditorPart[];
}

/** A request in the editor's form. */
export interface EditorRequest {
  readonly messages: readonly EditorMessage[];
  readonly tools?: readonly EditorTool[];
  /** `required`: at least one tool has to be called. Absent where the model decides. The editor has no other mode. */
  readonly toolMode?: 'required';
}

interface EditorTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the tool's input. */
  readonly inputSchema: object;
}

/** A piece of an answer. `other`: of an unknown kind. */
export type EditorAnswerPart =
  | { readonly type: 'text' | 'reasoning'; readonly text: string }
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly input: unknown }
  | { readonly type: 'other' };

export interface EditorModel {
  readonly id: string;
  /** The model's name in the editor. */
  readonly name?: string;
  /** The most tokens of a request. */
  readonly maxInputTokens: number;
  /** Its abilities, as far as the editor reports them. */
  readonly can: Pick<Abilities, 'tools' | 'images'>;
  /** Asks the model. Rejects with what the editor or the extension throws. */
  ask(request: EditorRequest, signal: AbortSignal): Promise<AsyncIterable<EditorAnswerPart>>;
  /** Counts the tokens of a text. The extension gets the text, and may send it on. */
  count(text: string, signal: AbortSignal): Promise<number>;
}

/** The models of one vendor. */
export interface EditorVendor {
  /** The vendor's id in the editor. */
  readonly vendor: string;
  /** The vendor's name for people. */
  readonly label: string;
  /** The extension that provides the models; empty where the editor does not report it. */
  readonly extension: string;
  readonly models: readonly EditorModel[];
}
