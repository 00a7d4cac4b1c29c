import { dialectNames, dialectOf } from '../../../core/chat/dialects/dialects';
import { originOf } from '../../../core/chat/providers/endpoint';
import { dialectIds } from '../../../core/chat/messages/chatTypes';
import type { DialectId } from '../../../core/chat/messages/chatTypes';
import type { PresetGuide } from '../../../core/chat/providers/presetGuides';
import { askText } from '../../shared/askText';
import type { QuestionStep } from '../../shared/question';
import { pickRanked } from '../../shared/rankedPick';
import type { back, PickRow } from '../../shared/rankedPick';
import { say } from '../../shared/words';
import { keyProblem, nameProblem } from './addSteps';

/** Asks for an API; the likely one comes first. */
export function pickDialect(
  baseUrl: string,
  likely: DialectId,
  title: string,
  step: QuestionStep,
): Promise<DialectId | typeof back | undefined> {
  const rows = [likely, ...dialectIds.filter((id) => id !== likely)].map((value): PickRow<DialectId> => ({
    label: dialectNames[value],
    description: baseUrl + dialectOf(value).path(baseUrl),
    value,
  }));
  const groups = [{ label: '', rows }];
  return pickRanked({ title, placeholder: say('Which API does it support?'), step, groups, keepOpen: true });
}

export const askForName = (
  title: string,
  value: string,
  step?: QuestionStep,
): Promise<string | typeof back | undefined> =>
  askText({
    title,
    prompt: say('The name shown in the playground.'),
    value,
    problemOf: (typed) => nameProblem(typed, say),
    ...(step && { step }),
  });

/** Asks for a key. With `step` it is one of several questions, and may be left empty; the answer is '' then. */
export function askForKey(
  name: string,
  baseUrl: string,
  { keysUrl, keyHint }: Pick<PresetGuide, 'keysUrl' | 'keyHint'>,
  step?: QuestionStep,
): Promise<string | typeof back | undefined> {
  const what = keyHint?.(say) ?? '';
  const where = keysUrl === undefined ? '' : say('Create a key at {0}.', keysUrl);
  const later = step === undefined ? '' : say('Leave it empty to set it later.');
  return askText({
    title: say('API Key for {0}', name),
    prompt: [what, say('Kept in the secret storage of VS Code and sent to {0} only.', originOf(baseUrl)), where, later]
      .filter(Boolean)
      .join(' '),
    isSecret: true,
    problemOf: (typed) => (step === undefined && typed.trim() === '' ? say('Paste the key.') : keyProblem(typed, say)),
    ...(step && { step }),
  });
}
