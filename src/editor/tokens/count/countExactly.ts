import { Uri, env, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { formatCount } from '../../../core/base/numbers';
import type { Model } from '../../../core/catalog/catalogTable';
import { countQuestion } from '../../../core/chat/providerCounting/countQuestion';
import { maxCountedLength } from '../../../core/chat/providerCounting/countAt';
import { countingWay, countsThere } from '../../../core/chat/providerCounting/ways';
import type { CountingWay } from '../../../core/chat/providerCounting/ways';
import { hostOf } from '../../../core/chat/providers/endpoint';
import type { Endpoint } from '../../../core/chat/messages/chatTypes';
import { withUnit } from '../../../core/tokens/counting/describeCount';
import { nameOf } from '../../files/paths';
import { offerErrorActions } from '../../providers/chat/errorActions';
import type { ProvidersFace } from '../../providers/providers';
import { chosenModel } from '../../shared/activeModel';
import type { CountForModel } from '../counting/countForModel';
import { countedEditor, noTextWords } from '../../shared/countedEditor';
import { selectedPart } from '../counting/exactCounting';
import type { ExactCounting } from '../counting/exactCounting';
import { withCancel } from '../../shared/abort';
import { executeCommand } from '../../shared/commands';
import { confirm, offer, sayDone } from '../../shared/feedback';
import { back, pickRanked } from '../../shared/rankedPick';
import type { Shared } from '../../shared/shared';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';
import { rangeOf } from '../../shared/ranges';

export interface ExactDeps extends Pick<Shared, 'guide'>, Pick<ProvidersFace, 'providers' | 'backends'> {
  readonly exact: ExactCounting;
  readonly countForModel: CountForModel;
}

/** A text as it was when the count was asked for. */
interface Counted {
  readonly document: TextDocument;
  readonly text: string;
  readonly version: number;
  readonly selection: { readonly start: number; readonly end: number } | undefined;
}

/**
 * Sends a text once to the provider that counts for the model, after a question, and keeps the count until the text
 * changes. Returns the document, if it was counted.
 */
export async function countExactly(given: unknown, deps: ExactDeps): Promise<TextDocument | undefined> {
  const counted = await textOf(given);
  if (!counted) return undefined;
  const model = await chosenModel(await deps.guide.catalog());
  if (!model) return undefined;
  const way = countingWay(model);
  if (!way) {
    return sayWhyNot(say('No free counting endpoint is known for {0}.', model.name));
  }
  const endpoint = await endpointFor(way, deps);
  if (!endpoint || !(await hasKey(endpoint, deps))) return undefined;
  if (!(await isWanted(counted, model, way, endpoint, deps))) return undefined;
  return (await send(counted, model, way, endpoint, deps)) ? counted.document : undefined;
}

/** Returns the text of the document of a report, or else that of the editor: the selection, or all. */
async function textOf(given: unknown): Promise<Counted | undefined> {
  const ofReport = typeof given === 'string' ? await documentAt(given) : undefined;
  const editor = ofReport ? undefined : countedEditor();
  const document = ofReport ?? editor?.document;
  if (!document) return sayWhyNot(noTextWords());
  const selection = editor && selectedPart(document, editor.selections);
  const range = selection && rangeOf(document, selection);
  const text = document.getText(range);
  const name = nameOf(document.uri);
  if (text === '') return sayWhyNot(say('"{0}" is empty: it has no tokens.', name));
  if (text.length > maxCountedLength) {
    return sayWhyNot(
      say('At most {0} characters can be sent. Select a part of "{1}".', formatCount(maxCountedLength), name),
    );
  }
  return { document, text, version: document.version, selection };
}

function sayWhyNot(words: string): undefined {
  void showMessage('Warning', words);
}

async function documentAt(address: string): Promise<TextDocument | undefined> {
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === address);
  return open ?? (await workspace.openTextDocument(Uri.parse(address, true)));
}

/** Finds a provider for the count that is set up, or lets the user add one. */
async function endpointFor(way: CountingWay, { providers }: ExactDeps): Promise<Endpoint | undefined> {
  const known = providers.list().filter((endpoint) => countsThere(way, endpoint));
  if (known.length > 1) {
    const rows = known.map((value) => ({ label: value.name, description: value.baseUrl, value }));
    const chosen = await pickRanked<Endpoint>({
      title: say('Count Exactly'),
      placeholder: say('Count with which provider?'),
      groups: [{ label: '', rows }],
    });
    return chosen === back ? undefined : chosen;
  }
  if (known[0]) return known[0];
  const add = say('Add Provider');
  const message = say('{0} counts tokens free of charge, but is not set up as a provider here.', way.counter);
  if ((await showMessage('Information', message, add)) !== add) return undefined;
  const id = await executeCommand('providers.add', way.preset);
  return id === undefined ? undefined : providers.find(id);
}

/** Asks for the key where it is missing. `false` where it is still missing after that. */
async function hasKey(endpoint: Endpoint, { backends }: ExactDeps): Promise<boolean> {
  const backend = backends.at(endpoint);
  const isThere = async (): Promise<boolean> => !backend.needsKey || (await backend.hasKey());
  if (await isThere()) return true;
  await executeCommand('providers.setApiKey', endpoint.id);
  return isThere();
}

async function isWanted(
  { document, text, selection }: Counted,
  model: Model,
  way: CountingWay,
  endpoint: Endpoint,
  { backends, countForModel }: ExactDeps,
): Promise<boolean> {
  const count = await countForModel(model.id, text);
  const question = countQuestion(
    {
      endpoint,
      way,
      model: model.id,
      name: nameOf(document.uri),
      isSelection: selection !== undefined,
      length: text.length,
      size: count ? withUnit(count, say) : say('not counted yet'),
      isRestricted: !workspace.isTrusted,
      isRemote: env.remoteName !== undefined,
      hasKey: await backends.at(endpoint).hasKey(),
    },
    say,
  );
  return confirm(question.message, question.detail, say('Send'));
}

async function send(
  { document, text, version, selection }: Counted,
  model: Model,
  way: CountingWay,
  endpoint: Endpoint,
  { backends, exact }: ExactDeps,
): Promise<boolean> {
  const title = say('Counting with {0} ({1})', endpoint.name, hostOf(endpoint.baseUrl));
  const outcome = await withCancel(title, (signal) =>
    backends.at(endpoint).countTokens({ way, model: model.id, text }, signal),
  );
  const again = {
    title: say('Count Again'),
    run: () => executeCommand('tokens.countExactly', selection ? undefined : document.uri.toString()),
  };
  if (!outcome || outcome.status === 'stopped') return false;
  if (outcome.status === 'failed') {
    void offerErrorActions(endpoint, outcome.error, again);
    return false;
  }
  if (document.isClosed || document.version !== version) {
    const message = say('The text changed after it was sent, so its count was discarded.');
    void offer('Warning', message, again.title, again.run);
    return false;
  }
  const by = endpoint.name;
  const tokens = outcome.value;
  const { withFrame = false } = way;
  exact.keep(document, { tokens, model: model.id, by, at: Date.now(), withFrame, selection });
  sayDone(say('{0}: {1}, counted by {2}.', nameOf(document.uri), withUnit({ tokens }, say), by));
  return true;
}
