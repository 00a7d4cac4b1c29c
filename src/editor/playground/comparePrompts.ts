import { comparedEvents, haveOtherValues, haveSameMessage } from '../../core/playground/import/comparedPrompts';
import type { PromptRequest } from '../../core/playground/import/promptRequest';
import { withFiles } from '../../core/playground/import/importedFiles';
import { inSlices } from '../../core/base/work';
import { host } from '#host';
import { pace } from '../shared/pace';
import { back } from '../shared/rankedPick';
import { say } from '../shared/words';
import { addColumn } from './addColumn';
import { fileDeps, openMade, openPrompt } from './importRequest';
import type { PlaygroundDeps, PlaygroundPanel } from './playgroundPanel';
import { takeTarget } from './takeTarget';

/** Opens two prompts beside each other, the first on the left. Nothing is sent. */
export async function openBeside(
  [left, right]: readonly [PromptRequest, PromptRequest],
  tab: PlaygroundPanel,
  deps: PlaygroundDeps,
): Promise<void> {
  const [one, other] = [await withFiles(left, fileDeps(deps)), await withFiles(right, fileDeps(deps))];
  const making = { randomId: () => host.randomId(), now: host.now() };
  const events = await inSlices(comparedEvents(one.request, other.request, making), pace());
  const notes = [...new Set([...one.request.notes, ...other.request.notes].map((note) => note(say)))];
  if (haveOtherValues(left, right)) notes.unshift(say('Values of variables differ, and are written into the texts.'));
  if (!haveSameMessage(left, right))
    notes.unshift(say('The messages differ, so that each column has its own. Try each of them there.'));
  const live = await openMade({ events, notes, files: [...one.files, ...other.files] }, tab, deps);
  await takeTarget(left.model, live, deps);
  const [first, second] = live.columns;
  if (!first || !second) return;
  const { providerId, model } = first.draft;
  second.changeDraft({ providerId, model: right.model === left.model ? model : right.model });
}

/** Opens a prompt in two columns, the second for a model that the user picks. Nothing is sent. */
export async function openForTwo(prompt: PromptRequest, tab: PlaygroundPanel, deps: PlaygroundDeps): Promise<void> {
  const chosen = await deps.models.choose({
    title: say('Second Model of Comparison'),
    backends: deps.backends.all(),
    current: prompt.model,
  });
  if (!chosen || chosen === back) return;
  const live = await openPrompt(prompt, tab, deps);
  await takeTarget(prompt.model, live, deps);
  addColumn(live);
  live.columns[1]?.changeDraft({ providerId: chosen.backend.id, model: chosen.model });
}
