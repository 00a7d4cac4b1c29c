import { extensionOf } from '../../core/chat/media/fileKinds';
import { isFilePart } from '../../core/chat/messages/fileParts';
import type { MessagePart } from '../../core/chat/messages/chatTypes';
import { textOf } from '../../core/playground/session/nodeText';
import { newestAnswer, turnsTo } from '../../core/playground/session/sessionTree';
import { executeCommand } from '../shared/commands';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';
import type { PlaygroundDeps } from './playgroundPanel';

/** Hands over the turn of an answer, which becomes a test of a suite. Without an id it takes the last answer. */
export async function answerAsTest(
  answerId: string | undefined,
  { sessions, attached }: Pick<PlaygroundDeps, 'sessions' | 'attached'>,
): Promise<void> {
  const live = await sessions.current();
  const answer = answerId === undefined ? newestAnswer(live.session) : live.answer(answerId);
  const turns = turnsTo(live.session, answer?.id ?? null);
  const last = turns.pop();
  if (!answer || !last || !last.prompt.parts.some((part) => isFilePart(part) || isText(part)))
    return void showMessage('Information', say('There is no answer here that could be a test.'));
  const images = new HandedImages();
  const earlier = turns.flatMap(({ prompt, answer: said }) => [
    { role: 'user', parts: images.partsOf(prompt.parts) },
    ...(said ? [{ role: 'assistant', parts: images.partsOf(said.parts) }] : []),
  ]);
  const shown = images.partsOf(last.prompt.parts).flatMap((part) => ('image' in part ? [part.image] : []));
  const { providerId, model, temperature, maxOutputTokens, ...more } = answer.target;
  const { sampling, tools, toolChoice, schema, bodyFields } = more;
  await executeCommand('evals.addTest', {
    system: last.prompt.system,
    ...{ earlier, message: textOf(last.prompt), shown, answer: textOf(answer), providerId, model },
    calls: answer.parts.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])),
    ...(await images.read((blob) => attached.kept.read(live.id, blob))),
    ...{ temperature, maxOutputTokens },
    ...{ sampling, tools, toolChoice, schema, bodyFields },
  });
}

const isText = (part: MessagePart): boolean => part.type === 'text' && part.text !== '';

type HandedPart =
  | { readonly text: string }
  | { readonly image: number }
  | { readonly call: { readonly id: string; readonly name: string; readonly input: string } }
  | { readonly result: { readonly callId: string; readonly output: string } };

/** Collects the images of a conversation, each once, and notes whether it has documents. */
class HandedImages {
  private readonly names: string[] = [];
  private readonly blobs: string[] = [];
  private hasDocuments = false;

  partsOf(parts: readonly MessagePart[]): HandedPart[] {
    return parts.flatMap((part) => this.partOf(part));
  }

  private partOf(part: MessagePart): HandedPart[] {
    switch (part.type) {
      case 'text':
        return [{ text: part.text }];
      case 'tool-call':
        return [{ call: { id: part.id, name: part.name, input: part.input } }];
      case 'tool-result':
        this.hasDocuments ||= part.parts.some(isFilePart);
        return [{ result: { callId: part.callId, output: textOf(part) } }];
      case 'image':
        return [{ image: this.placeOf(part.blob, part.mediaType) }];
      case 'file':
        this.hasDocuments = true;
        return [];
      case 'reasoning':
        return [];
    }
  }

  private placeOf(blob: string, mediaType: string): number {
    const at = this.blobs.indexOf(blob);
    if (at >= 0) return at;
    this.names.push(`${blob.slice(0, 12)}.${extensionOf(mediaType)}`);
    return this.blobs.push(blob) - 1;
  }

  /** Reads the bytes of the images; `bytes` is undefined for an image that is gone. */
  async read(bytesOf: (blob: string) => Promise<Uint8Array | undefined>) {
    const all = this.blobs.map(async (blob, at) => ({ name: this.names[at] ?? blob, bytes: await bytesOf(blob) }));
    return { images: await Promise.all(all), hasDocuments: this.hasDocuments };
  }
}
