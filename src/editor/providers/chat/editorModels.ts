import * as vscode from 'vscode';
import type {
  EditorAnswerPart,
  EditorLeaf,
  EditorMessage,
  EditorModel,
  EditorPart,
  EditorVendor,
} from '../../../core/chat/editorModels/editorModel';
import { isRecord } from '../../../core/base/json';
import { oneLine } from '../../../core/base/oneLine';
import { editorBackend, isSoundId, listedModels } from '../../../core/chat/editorModels/editorBackend';
import type { EditorBackendDeps } from '../../../core/chat/editorModels/editorBackend';
import type { EditorModels } from './editorBackends';
import { cancelOnAbort } from '../../shared/abort';
import { say } from '../../shared/words';

// This is the only file that knows VS Code's API for models (`vscode.lm`). The types are those of 1.101. Newer members,
// or members that may be missing in another editor, are declared here and checked before use.

interface Host {
  readonly lm?: Partial<Pick<typeof vscode.lm, 'selectChatModels' | 'onDidChangeChatModels'>>;
  /** Exists in 1.106 and later. */
  readonly LanguageModelDataPart?: new (bytes: Uint8Array, mediaType: string) => object;
  /** A proposed API, which VS Code itself gives to every extension. */
  readonly LanguageModelThinkingPart?: new (value: string) => { readonly value: unknown };
}
const host: Host = vscode;
const { LanguageModelDataPart: DataPart, LanguageModelThinkingPart: ThinkingPart } = host;

/** Members that VS Code also has on a model, without promising them. */
interface Described {
  readonly capabilities?: { readonly supportsToolCalling?: unknown; readonly supportsImageToText?: unknown };
}

/**
 * Creates the reader of the models. Reading asks the user nothing, as VS Code asks its extensions for their models
 * anyway.
 */
export function editorModels(deps: Omit<EditorBackendDeps, 'list'>): EditorModels {
  const select = async (vendor?: string): Promise<readonly vscode.LanguageModelChat[]> =>
    (await host.lm?.selectChatModels?.(vendor === undefined ? {} : { vendor })) ?? [];
  const list: EditorBackendDeps['list'] = async (vendor) => (await select(vendor)).map(modelOf);
  return {
    async read() {
      const byVendor = new Map<string, EditorModel[]>();
      for (const model of await select()) {
        const others = byVendor.get(model.vendor) ?? [];
        byVendor.set(model.vendor, [...others, modelOf(model)]);
      }
      const sound = [...byVendor].filter(([vendor]) => isSoundId(vendor));
      return sound.map(([vendor, models]) => ({
        backend: editorBackend({ vendor, models, ...providerOf(vendor) }, { ...deps, list }),
        models: listedModels(models),
      }));
    },
    onDidChange: (changed) => host.lm?.onDidChangeChatModels?.(changed) ?? new vscode.Disposable(() => undefined),
  };
}

/**
 * Finds who provides a vendor's models. VS Code does not tell; the manifest of the extension does, where it runs on the
 * same machine.
 */
function providerOf(vendor: string): Pick<EditorVendor, 'label' | 'extension'> {
  for (const { id, packageJSON } of vscode.extensions.all) {
    const { contributes } = isRecord(packageJSON) ? packageJSON : {};
    const declared = isRecord(contributes) ? contributes['languageModelChatProviders'] : undefined;
    const mine = [declared].flat().find((each) => isRecord(each) && each['vendor'] === vendor);
    if (!isRecord(mine)) continue;
    const name = typeof mine['displayName'] === 'string' ? plain(mine['displayName']) : '';
    return { label: name || plain(vendor), extension: id };
  }
  return { label: plain(vendor), extension: '' };
}

/** Returns a name from a manifest without text that VS Code draws as an icon, and without marks that reverse text. */
const plain = (text: string): string => oneLine(text.replace(/[\p{Cc}\p{Cf}]|\$\(/gu, ' ')).slice(0, maxNameLength);
const maxNameLength = 80;

function modelOf(model: vscode.LanguageModelChat): EditorModel {
  return {
    id: model.id,
    name: plain(model.name),
    maxInputTokens: model.maxInputTokens,
    can: abilitiesOf(model),
    async ask({ messages, tools, toolMode }, signal) {
      const response = await model.sendRequest(
        messages.map(messageOf),
        {
          justification: say('You ask this model in the playground of AI Field Guide.'),
          ...(tools && { tools: [...tools] }),
          ...(toolMode === 'required' && { toolMode: vscode.LanguageModelChatToolMode.Required }),
        },
        cancelOnAbort(signal),
      );
      return answerParts(response.stream);
    },
    count: async (text, signal) => model.countTokens(text, cancelOnAbort(signal)),
  };
}

function abilitiesOf(model: vscode.LanguageModelChat): EditorModel['can'] {
  const { supportsToolCalling: tools, supportsImageToText: images } = (model as Described).capabilities ?? {};
  return {
    ...(typeof tools === 'boolean' && { tools }),
    // Without a part for bytes no image can be sent, whatever the model reads.
    ...(DataPart === undefined ? { images: false } : typeof images === 'boolean' && { images }),
  };
}

function messageOf({ role, parts }: EditorMessage): vscode.LanguageModelChatMessage {
  const { User, Assistant } = vscode.LanguageModelChatMessageRole;
  // The types of 1.101 have no bytes among the parts.
  const content = parts.map(partOf) as vscode.LanguageModelChatMessage['content'];
  return new vscode.LanguageModelChatMessage(role === 'assistant' ? Assistant : User, content);
}

function partOf(part: EditorPart): object {
  if (part.type === 'tool-call') return new vscode.LanguageModelToolCallPart(part.id, part.name, part.input);
  if (part.type !== 'tool-result') return leafOf(part);
  return new vscode.LanguageModelToolResultPart(part.callId, part.parts.map(leafOf));
}

function leafOf(leaf: EditorLeaf): object {
  if (leaf.type === 'text') return new vscode.LanguageModelTextPart(leaf.text);
  // The user cannot attach files where there is no part for bytes: see `abilitiesOf`.
  if (!DataPart) throw new Error('This version of VS Code has no part for bytes.');
  return new DataPart(leaf.bytes, leaf.mediaType);
}

async function* answerParts(stream: AsyncIterable<unknown>): AsyncGenerator<EditorAnswerPart> {
  for await (const part of stream) yield answerPartOf(part);
}

function answerPartOf(part: unknown): EditorAnswerPart {
  if (part instanceof vscode.LanguageModelTextPart) return { type: 'text', text: textIn(part.value) };
  if (part instanceof vscode.LanguageModelToolCallPart) {
    return { type: 'tool-call', id: textIn(part.callId), name: textIn(part.name), input: part.input };
  }
  if (ThinkingPart && part instanceof ThinkingPart) return { type: 'reasoning', text: textIn(part.value) };
  return { type: 'other' };
}

/** Reads a text from any value that an extension gives. Thoughts may come as a list. */
const textIn = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.filter((each) => typeof each === 'string').join('')
      : '';
