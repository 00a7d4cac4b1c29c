import { env, window, workspace } from 'vscode';
import { rebuiltRequest } from '../../core/chat/exchange/rebuiltRequest';
import type { SentRequest } from '../../core/chat/exchange/sentRequest';
import { sentRequestOf } from '../../core/chat/exchange/wire';
import { originOf } from '../../core/chat/providers/endpoint';
import { codeForms, requestCode } from '../../core/playground/export/requestCode';
import type { CodeForm } from '../../core/playground/export/requestCode';
import type { KeptWires } from '../../core/playground/keptWires';
import type { LiveSession } from '../../core/playground/liveSession';
import type { AnswerNode } from '../../core/playground/session/sessionSchema';
import { newestAnswer } from '../../core/playground/session/sessionTree';
import { sayDone } from '../shared/feedback';
import { showMessage } from '../shared/messages';
import { back, pickRanked } from '../shared/rankedPick';
import type { PickRow } from '../shared/rankedPick';
import { say } from '../shared/words';
import type { PlaygroundDeps } from './playgroundPanel';

export interface ExportDeps extends Pick<PlaygroundDeps, 'sessions' | 'backends' | 'providers' | 'attached'> {
  readonly wires: Pick<KeptWires, 'read'>;
}

interface Wish {
  readonly form: CodeForm;
  readonly goes: 'clipboard' | 'editor';
}

const forms: Readonly<
  Record<CodeForm, { readonly name: string; readonly detail: string; readonly languageId: string }>
> = {
  curl: { name: 'curl', detail: say('for bash and zsh'), languageId: 'shellscript' },
  typescript: { name: 'TypeScript', detail: say('with the client library of the API'), languageId: 'typescript' },
  python: { name: 'Python', detail: say('with the client library of the API'), languageId: 'python' },
};

/** Writes the request of an answer as code. Without an id it takes the last answer. */
export async function exportRequest(answerId: string | undefined, deps: ExportDeps): Promise<void> {
  const live = await deps.sessions.current();
  const answer = answerId === undefined ? lastAnswer(live) : live.answer(answerId);
  if (!answer) return void showMessage('Information', say('There is no answer here whose request could be exported.'));
  const request = await requestOf(live, answer, deps);
  if (typeof request === 'string') return void showMessage('Warning', request);
  const paths = await pathsOf(live, request, deps);
  if (!paths) return void showMessage('Warning', say('A file of this request is no longer kept beside the session.'));
  const wish = await pickForm(request);
  if (wish === undefined || wish === back) return;
  const made = requestCode(request, wish.form, (blob) => paths.get(blob) ?? blob);
  if ('problem' in made) return void showMessage('Warning', made.problem(say));
  if (wish.goes === 'clipboard') {
    await env.clipboard.writeText(made.code);
    sayDone(say('The request is copied as {0}.', forms[wish.form].name));
  } else {
    const { languageId } = forms[wish.form];
    await window.showTextDocument(await workspace.openTextDocument({ language: languageId, content: made.code }));
  }
}

/** Finds where the files of a request are stored; `undefined` where one is gone. */
async function pathsOf(
  { id }: LiveSession,
  { files = [] }: SentRequest,
  { attached }: ExportDeps,
): Promise<ReadonlyMap<string, string> | undefined> {
  const paths = new Map<string, string>();
  for (const { blob } of files) {
    const path = await attached.kept.find(id, blob);
    if (path === undefined) return undefined;
    paths.set(blob, path);
  }
  return paths;
}

/** Finds the newest answer from a host; where there is none, the newest answer of all. */
const lastAnswer = ({ session }: LiveSession): AnswerNode | undefined =>
  newestAnswer(session, ({ target }) => target.host !== '') ?? newestAnswer(session);

/**
 * Gives the request of an answer: the one that was sent, or where that is not kept, the one that would be sent. Where
 * there is none, it returns a text that says why.
 */
async function requestOf(
  live: LiveSession,
  { id, target }: AnswerNode,
  { backends, providers, wires }: ExportDeps,
): Promise<SentRequest | string> {
  const backend = backends.find(target.providerId);
  if (backend?.location.kind === 'here')
    return say('{0} answers in the editor itself: nothing was sent.', backend.name);
  if (backend?.location.kind === 'vendor')
    return say(
      '{0} is asked through VS Code and not with an HTTP request, so there is nothing to export.',
      backend.name,
    );
  const wire = await wires.read(live.id, id);
  const sent = wire && sentRequestOf(wire);
  if (sent) return sent;
  const endpoint = providers.find(target.providerId);
  const asked = backend && live.main.requestAgain(id, backend);
  if (!endpoint || !asked || originOf(endpoint.baseUrl) !== target.origin) {
    return say('{0} is no longer set up as it was for this answer.', target.providerName || say('Its provider'));
  }
  return rebuiltRequest(endpoint, asked.request, await backend.hasKey());
}

function pickForm(request: SentRequest): Promise<Wish | typeof back | undefined> {
  const rowOf = (label: string, form: CodeForm, goes: Wish['goes']): PickRow<Wish> => {
    const made = requestCode(request, form);
    return { label, description: 'problem' in made ? made.problem(say) : forms[form].detail, value: { form, goes } };
  };
  return pickRanked<Wish>({
    title: say('Export Request as Code'),
    placeholder: say('The key is not in it: the code reads it from the environment.'),
    groups: [
      { label: '', rows: codeForms.map((form) => rowOf(say('Copy as {0}', forms[form].name), form, 'clipboard')) },
      { label: '', rows: codeForms.map((form) => rowOf(say('Open as {0}', forms[form].name), form, 'editor')) },
    ],
  });
}
