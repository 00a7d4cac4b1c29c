import { Uri, ViewColumn, window, workspace } from 'vscode';
import type { Memento } from 'vscode';
import { parseJson } from '../../core/base/json';
import { hasSchema } from '../../core/evals/run/answerOutput';
import { asksMessage } from '../../core/evals/run/asksMessage';
import { withTest } from '../../core/evals/suite/withTest';
import { maxConfigLength } from '../../core/evals/suite/configText';
import { builtInIdFor, idFor } from '../../core/evals/suite/providerIds';
import { turnConfig } from '../../core/evals/suite/turnConfig';
import type { TurnLoss } from '../../core/evals/suite/turnConfig';
import {
  imagesFor,
  isImageName,
  lostIn,
  mayBeTemplate,
  turnSuite,
  turnTest,
  usualVariable,
  valuesFor,
  variablesOf,
} from '../../core/evals/suite/turnTest';
import type { TurnCheck } from '../../core/evals/suite/turnTest';
import { currentText, files, writeText } from '../files/editorFiles';
import type { ProvidersFace } from '../providers/providers';
import { sayDone } from '../shared/feedback';
import { showInput, showMessage } from '../shared/messages';
import { back, pickRanked } from '../shared/rankedPick';
import { say } from '../shared/words';
import type { AskedModels } from './askedModels';
import { configFiles, configsLeftOut } from './configFiles';
import { loadSuite } from './loadSuite';
import { areGone, handedTurn, writeImages } from './handedTurn';
import type { HandedTurn } from './handedTurn';
import { newRenderer } from './newRenderer';

interface AddDeps {
  readonly state: Memento;
  readonly models: Pick<AskedModels, 'suggest'>;
  readonly providers: Pick<ProvidersFace['providers'], 'find'>;
}

/** Key of the suite that got the last turn. */
const key = 'evals.addsTo';
const newName = 'playground.eval.yaml';

/** Asks how answers are checked, and appends a turn to the suite that got the last one, or to another one. */
export async function addTest(given: unknown, deps: AddDeps): Promise<void> {
  const turn = handedTurn(given);
  if (!turn) return;
  let suite = await lastSuite(deps.state);
  let check: TurnCheck | 'suite' | undefined;
  for (;;) {
    check = await askCheck(turn, suite);
    if (check === undefined) return;
    if (check !== 'suite') break;
    suite = (await askSuite()) ?? suite;
  }
  suite ??= await askSuite();
  if (!suite) return;
  const text = await currentText(suite, maxConfigLength * 4);
  const isNew = text === undefined || text.trim() === '';
  const lost = isNew ? await begin(suite, turn, check, deps) : await append(suite, turn, check);
  if (!lost) return;
  await deps.state.update(key, suite.toString());
  const [name, left] = [workspace.asRelativePath(suite), lost.map(lossText).join(', ')];
  if (lost.length === 0) sayDone(say('Added to {0}', name));
  else void showMessage('Information', say('Added to {0}, without {1}.', name, left));
}

function lossText(loss: TurnLoss): string {
  switch (loss) {
    case 'earlier':
      return say('what was said before');
    case 'images':
      return say('its images');
    case 'documents':
      return say('its documents');
    case 'tools':
      return say('its tools');
    case 'schema':
      return say('its schema');
    case 'fields':
      return say('its other body fields');
  }
}

async function lastSuite(state: Memento): Promise<Uri | undefined> {
  const stored = state.get(key);
  const uri = typeof stored === 'string' ? Uri.parse(stored) : undefined;
  return uri && workspace.getWorkspaceFolder(uri) && (await files.exists(uri)) ? uri : undefined;
}

/** Asks for the check. Enter takes the first row: with the key that leads here, a turn becomes a test with two keys. */
async function askCheck(
  { answer, calls }: HandedTurn,
  suite: Uri | undefined,
): Promise<TurnCheck | 'suite' | undefined> {
  const to = suite ? workspace.asRelativePath(suite) : undefined;
  const chosen = await pickRanked<TurnCheck['type'] | 'suite'>({
    title: to === undefined ? say('Add Answer as Test') : say('Add Answer as Test to {0}', to),
    placeholder: say('How are other answers checked?'),
    groups: [
      {
        label: '',
        rows: [
          calls.length > 0
            ? { label: say('Calls of the same tools'), description: 'tool-call-f1', value: 'tool-call-f1' }
            : { label: say('The same'), description: 'equals', value: 'equals' },
          { label: say('Contains words...'), description: 'icontains', value: 'icontains' },
          { label: say('Not yet'), description: say('without a check'), value: 'none' },
        ],
      },
      ...(to === undefined
        ? []
        : [{ label: say('not to {0}', to), rows: [{ label: say('Another Suite...'), value: 'suite' as const }] }]),
    ],
  });
  if (chosen === undefined || chosen === back) return undefined;
  if (chosen === 'suite') return chosen;
  if (chosen === 'tool-call-f1') return { type: chosen, value: calls };
  if (chosen !== 'icontains') return { type: chosen, value: answer };
  const words = await showInput({ title: say('Add Answer as Test'), prompt: say('Words that an answer must contain') });
  return words === undefined || words === '' ? undefined : { type: 'icontains', value: words };
}

async function askSuite(): Promise<Uri | undefined> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) return void showMessage('Warning', say('Open a folder first: a suite is a file in it.'));
  const found = await workspace.findFiles(configFiles, configsLeftOut);
  const fresh = await freeName(folder.uri);
  if (found.length === 0) return fresh;
  const chosen = await pickRanked({
    title: say('Add Answer as Test'),
    placeholder: say('Add to which suite?'),
    groups: [
      { label: '', rows: found.map((uri) => ({ label: workspace.asRelativePath(uri), value: uri })) },
      { label: '', rows: [{ label: say('New Suite'), description: workspace.asRelativePath(fresh), value: fresh }] },
    ],
  });
  return chosen === back ? undefined : chosen;
}

async function freeName(folder: Uri): Promise<Uri> {
  for (let i = 1; ; i++) {
    const uri = Uri.joinPath(folder, i === 1 ? newName : newName.replace('.', `-${i}.`));
    if (!(await files.exists(uri))) return uri;
  }
}

/** Writes a suite of that turn alone. Its provider is the model that was asked. `undefined`: it was not written. */
async function begin(
  suite: Uri,
  handed: HandedTurn,
  check: TurnCheck,
  { models, providers }: AddDeps,
): Promise<readonly TurnLoss[] | undefined> {
  const { providerId, model, files: images, message } = handed;
  const endpoint = providers.find(providerId);
  const id = builtInIdFor(providerId) ?? idFor(endpoint?.preset ?? '', endpoint?.dialect, model);
  const { text, lost, ...asked } = turnSuite(handed, id, parsedCheck(check, hasSchema(turnConfig(handed).config)));
  const written = await writeImages(suite, images);
  if (!(await isAsked(suite, text, { ...asked, message }))) {
    await Promise.all(written.map((each) => workspace.fs.delete(each)));
    return sayTemplate(suite);
  }
  await models.suggest(id, { providerId, model });
  await workspace.fs.writeFile(suite, new TextEncoder().encode(text));
  await window.showTextDocument(suite, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  return areGone(images) ? ['images', ...lost] : lost;
}

async function append(suite: Uri, handed: HandedTurn, check: TurnCheck): Promise<readonly TurnLoss[] | undefined> {
  const { message } = handed;
  const loaded = await loadSuite(suite);
  const names = loaded ? variablesOf(loaded.suite) : [];
  const variable = await variableOf(names);
  if (variable === undefined) return undefined;
  const images = imagesFor(handed, names);
  const configs = loaded ? [...loaded.suite.providers, ...loaded.suite.prompts] : [];
  const held = parsedCheck(
    check,
    configs.some(({ config = {} }) => hasSchema(config)),
  );
  const document = await workspace.openTextDocument(suite);
  // Read again, as it may have changed while the user was asked or its files were read.
  const withValue = (value: string): string | undefined =>
    withTest(document.getText(), turnTest(variable, value, held, images));
  const shown = images ? handed.files.filter((_, at) => handed.shown.includes(at)) : [];
  const written = await writeImages(suite, shown);
  const hasImages = images !== undefined && !areGone(shown);
  for (const value of valuesFor(message)) {
    const planned = withValue(value);
    const isTaken = planned !== undefined && (await isAsked(suite, planned, { variable, value, message }));
    if (planned !== undefined && !isTaken) continue;
    const changed = withValue(value);
    if (changed === undefined) return sayUntaken(suite);
    const wasSaved = !document.isDirty;
    if (!(await writeText(suite, document, changed)) || (wasSaved && !(await document.save()))) return undefined;
    return lostIn(loaded?.suite ?? { providers: [], prompts: [] }, handed, hasImages);
  }
  await Promise.all(written.map((each) => workspace.fs.delete(each)));
  sayTemplate(suite);
  return undefined;
}

/** Returns the check, with compact JSON if its suite compares the value of an answer, however it is written. */
const parsedCheck = (check: TurnCheck, isParsed: boolean): TurnCheck =>
  check.type === 'equals' && isParsed ? { ...check, value: compactJson(check.value) } : check;

function compactJson(text: string): string {
  const value = parseJson(text);
  return value === undefined ? text : JSON.stringify(value);
}

/** Whether the planned suite asks the message itself, and not what its prompts would read in it. */
async function isAsked(suite: Uri, text: string, asked: Parameters<typeof asksMessage>[1]): Promise<boolean> {
  if (!mayBeTemplate(asked.message)) return true;
  const [loaded, renderer] = [await loadSuite(suite, text), newRenderer()];
  return loaded !== undefined && asksMessage(loaded.suite, asked, (...cell) => renderer.render(...cell));
}

function sayUntaken(suite: Uri): undefined {
  void showMessage(
    'Warning',
    say('The tests of {0} are written in a way that takes no other.', workspace.asRelativePath(suite)),
  );
}

function sayTemplate(suite: Uri): undefined {
  void showMessage(
    'Warning',
    say('The prompts of {0} would take the message for a template.', workspace.asRelativePath(suite)),
  );
}

/** Returns the variable that the message is put into: the usual or only one of the prompts, or the one that the user picks. */
async function variableOf(all: readonly string[]): Promise<string | undefined> {
  const texts = all.filter((name) => !isImageName(name));
  const names = texts.length > 0 ? texts : all;
  const [only = usualVariable, ...others] = names;
  if (others.length === 0 || names.includes(usualVariable)) return names.includes(usualVariable) ? usualVariable : only;
  const chosen = await pickRanked({
    title: say('Add Answer as Test'),
    placeholder: say('Which variable is the message the value of?'),
    groups: [{ label: '', rows: names.map((name) => ({ label: name, value: name })) }],
  });
  return chosen === back ? undefined : chosen;
}
