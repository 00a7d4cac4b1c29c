import type { ChatEvent, ChatRequest } from '../../chat/messages/chatTypes';
import type { BytesOf } from '../../base/bytesText';
import type { RecordedEnd } from '../../chat/messages/recordedEnd';
import type { PromptMessage } from '../../prompts/prompt';
import type { SuitePrompt, SuiteProvider } from '../suite';
import type { MostSpend } from './runBudget';

/** A request of a cell, ready to be sent. */
export interface CellRequest {
  readonly request: ChatRequest;
  readonly media: BytesOf;
}

/** A provider of a suite as it is asked, with the functions of a backend that `run/` needs. */
export interface CellAsker {
  readonly provider: SuiteProvider;
  /** Makes the request of messages, with the parameters of the config and the prompt. @throws PromptFault */
  request(messages: readonly PromptMessage[], prompt: SuitePrompt): Promise<CellRequest>;
  /** Returns where the request goes, and its body, byte for byte. Together they identify its answer. */
  written(request: ChatRequest): { readonly url: string; readonly body: string };
  /** Returns the most that a request may use. */
  most(request: ChatRequest): Promise<MostSpend>;
  ask(asked: CellRequest, signal: AbortSignal, onEvents: (events: readonly ChatEvent[]) => void): Promise<RecordedEnd>;
  /** Returns the US dollars of an answer; `null` where they are not fully known. */
  usdOf(end: RecordedEnd): number | null;
}
