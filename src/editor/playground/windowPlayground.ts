import { Uri } from 'vscode';
import type { TextEditor } from 'vscode';
import type { Model } from '../../core/catalog/catalogTable';
import type { LiveSessionHost } from '../../core/playground/liveSessionHost';
import type { PromptRequest } from '../../core/playground/import/promptRequest';
import type { DocumentName } from '../../core/playground/requestDocuments';
import { answerFrom } from '../../core/chat/answerFrom';
import { KeptFiles } from '../../core/playground/keptFiles';
import { BlobFiles } from '../../core/store/blobFiles';
import { cutOf } from '../../core/playground/cutRequest';
import { writtenSession } from '../../core/playground/writtenSession';
import { RequestSizes } from '../../core/playground/requestSize';
import { host } from '#host';
import type { Ledger } from '../providers/chat/ledger';
import type { AskTarget } from '../shared/contributions';
import type { Shared } from '../shared/shared';
import { addColumn } from './addColumn';
import { addFiles, addSelection, addText } from './addToMessage';
import { choosePreset } from './choosePreset';
import { MessageFiles } from './messageFiles';
import { pickBranch } from './pickBranch';
import { RequestFiles } from './requestFiles';
import { PlaygroundPanel } from './playgroundPanel';
import type { PlaygroundDeps } from './playgroundPanel';
import type { Elsewhere } from './searchInSessions';
import { SendConsent } from './sendConsent';
import { SendController } from './sendController';
import { SpendGuard } from './spendGuard';
import { showSchemaProblems } from './schemaDiagnostics';
import { Schemas } from './schemas';
import { sendSelection } from './sendSelection';
import { sendDraft, sendQuestion } from './sendQuestion';
import { takeModel } from './takeModel';
import { storedUnsentDrafts } from './unsentDrafts';
import { createWindowSessions, sessionsElsewhere, storePlace } from './windowSessions';
import type { Context } from './windowSessions';
import { createWires, showWire, wireDocument } from './wires';
import { say } from '../shared/words';

type PlaygroundUses = Pick<PlaygroundDeps, 'backends' | 'providers' | 'models' | 'ledger' | 'countTokens' | 'words'>;

/** The tab and the sessions of a window whose playground is used. */
export type WindowPlayground = ReturnType<typeof createWindowPlayground>;

/** Creates the playground of a window. It reads nothing before it is used. */
export function createWindowPlayground(shared: Shared, uses: PlaygroundUses) {
  const { context, guide, log } = shared;
  const { backends, models, countTokens } = uses;
  const { workspaceState } = context;
  const wires = createWires(context, log);
  const attached = createAttached(context);
  const sessions = createWindowSessions(context, sessionHost(shared, wires, attached.kept, uses), log);
  const consent = new SendConsent(workspaceState, countTokens, guide);
  const schemas = new Schemas({ ...shared, ...uses });
  const spending = new SpendGuard(countTokens, guide);
  const sending = new SendController(backends, consent, spending, models, sessions, guide, schemas);
  const files = new RequestFiles(sessions);
  shared.keep(schemas);
  shared.keep(showSchemaProblems({ sessions, backends, schemas, files, log }));
  const deps = { ...uses, context, guide, log, sessions, sending, wires, files, schemas, attached };
  const tab = new PlaygroundPanel(deps);
  return {
    ...{ tab, sessions, deps, files, elsewhere: elsewhereWith(context, attached) },
    addColumn: async () => addColumn(await sessions.current()),
    choosePreset: async () => choosePreset(await sessions.current()),
    /** Opens a model only at a provider that is known to have it. Otherwise providers that may have it are offered. */
    openWithModel: async (model: Model) => {
      await tab.open();
      await takeModel(model, deps);
    },
    /**
     * Opens a prompt as a session, at that provider or else at one that has its model, and returns its id. `undefined`
     * where the user was asked which provider is meant, and left.
     */
    openPrompt: async (prompt: PromptRequest, given?: AskTarget, { sends = false } = {}) => {
      const [{ openPrompt }, { askedTarget, takeTarget }] = [
        await import('./importRequest'),
        await import('./takeTarget'),
      ];
      const target = given ?? (sends ? await askedTarget(prompt.model, deps) : null);
      if (target === undefined) return undefined;
      const asked = target ? { ...prompt, model: target.model } : prompt;
      const live = await openPrompt(asked, tab, deps, target?.providerId);
      if (!target) await takeTarget(asked.model, live, deps, !sends);
      if (sends) await sendDraft(tab, deps, live);
      return live.id;
    },
    /** Opens a prompt beside another, or beside itself on a model that the user picks. */
    comparePrompts: async (prompt: PromptRequest, before?: PromptRequest) => {
      const { openBeside, openForTwo } = await import('./comparePrompts');
      await (before ? openBeside([before, prompt], tab, deps) : openForTwo(prompt, tab, deps));
    },
    written: async () => {
      const live = await sessions.current();
      return writtenSession(live.id, live.main);
    },
    /** Asks which branch of the conversation to show. */
    showBranches: async () => pickBranch(await sessions.current()),
    /** Asks for a question, and sends it. */
    sendQuestion: () => sendQuestion(tab, deps),
    /** Opens a document of the first column. */
    edit: async (name: DocumentName) => {
      const live = await sessions.current();
      await files.open(live, live.main.id, name);
    },
    addSelection: (editor: TextEditor | undefined) => addSelection(editor, tab, deps),
    addText: (text: string, countedFor: Model) => addText(text, countedFor, tab, deps),
    /** Adds the given files, or those that the user picks. */
    addFiles: (files?: readonly Uri[]) => addFiles(files, tab, deps),
    /** Asks for a question about the selection of that editor, and sends it. */
    sendSelection: (editor: TextEditor | undefined) => sendSelection(editor, tab, deps),
    /** Shows what was sent and received for an answer of the session that is shown. */
    showWire: async (answerId: unknown) => showWire(await sessions.current(), answerId),
    wireDocument: (address: Uri) => wireDocument(address, wires, log),
  };
}

/** The sessions of other folders, and the files beside them. */
function elsewhereWith(context: Context, { kept }: MessageFiles): Elsewhere {
  const others = sessionsElsewhere(context);
  return {
    list: (signal) => others.list(signal),
    read: (id, signal) => others.read(id, signal),
    copyFiles: async (id, to) => {
      const folder = others.folderOf(id);
      if (folder !== undefined) await kept.copy({ id, folder }, to);
    },
  };
}

/** Images and documents of messages, beside their sessions. */
function createAttached(context: Context): MessageFiles {
  const place = storePlace(context);
  return new MessageFiles(new KeptFiles(new BlobFiles(place)), Uri.file(place.folder));
}

function sessionHost(
  { context, guide, stepDone, log }: Shared,
  wires: LiveSessionHost['wires'],
  files: LiveSessionHost['files'],
  { ledger, countTokens }: Pick<PlaygroundUses, 'countTokens'> & { readonly ledger: Pick<Ledger, 'record'> },
): LiveSessionHost {
  const sizes = new RequestSizes(countTokens);
  return {
    ...{ wires, files },
    unsent: storedUnsentDrafts(context.workspaceState),
    ask: async (backend, request, listener, asked) => {
      stepDone('asked');
      const end = await answerFrom(backend, request, listener, guide.catalog, asked);
      ledger.record(backend, request.model, end);
      const cut = await cutOf(backend, request, end.usage, sizes);
      return cut ? { ...end, cut } : end;
    },
    onThrown: (error) => {
      log.error('Asking a model failed in AI Field Guide itself.', error);
      return {
        status: 'failed',
        error: {
          kind: 'unexpected',
          message: say('Something went wrong in AI Field Guide.'),
          advice: say('Retry. If it happens again, please report it with the log (Output panel, AI Field Guide).'),
          actions: ['retry'],
        },
      };
    },
    randomId: () => host.randomId(),
    now: () => host.now(),
  };
}
