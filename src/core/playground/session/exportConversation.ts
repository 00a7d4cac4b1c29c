import { oneLine } from '../../base/oneLine';
import { attachmentsOf } from './draftAttachments';
import { reasoningOf, textOf } from './nodeText';
import type { AnswerNode } from './sessionSchema';
import { callsMarkdown, resultsMarkdown } from './toolTurns';
import { turnsOf } from './sessionTree';
import type { Session, ShownTurn } from './sessionTree';
import { titleOf } from './turnHeads';

/** The conversation of a column as Markdown. The texts stand in it as they are: most answers are Markdown themselves. */
export function exportConversation(session: Session, columnId: string): string {
  const turns = turnsOf(session, columnId);
  let system = '';
  const pieces = turns.flatMap((turn) => {
    const changed = turn.prompt.system !== system;
    system = turn.prompt.system;
    return [...(changed ? systemPieces(system) : []), ...turnPieces(session, turn)];
  });
  return [`# ${oneLine(titleOf(session))}`, ...pieces, ''].join('\n\n').trimEnd() + '\n';
}

/** An answer and its question as Markdown; empty where there is no such answer. */
export function exportAnswer(session: Session, answerId: string): string {
  const { nodes } = session;
  const answer = nodes.get(answerId);
  const prompt = answer?.parent == null ? undefined : nodes.get(answer.parent);
  if (answer?.kind !== 'answer' || prompt?.kind !== 'prompt') return '';
  return `${[...systemPieces(prompt.system), ...turnPieces(session, { prompt, answer })].join('\n\n').trimEnd()}\n`;
}

const systemPieces = (system: string): string[] => (system.trim() === '' ? [] : [`## System\n\n${system.trim()}`]);

function turnPieces(session: Session, { prompt, answer }: ShownTurn): string[] {
  const results = resultsMarkdown(session, prompt);
  const files = attachmentsOf(prompt.parts).map(({ name, mediaType }) => `*(${oneLine(name) || mediaType})*`);
  const said = [...files, textOf(prompt).trim()].filter((piece) => piece !== '').join('\n\n');
  const asked = [
    ...(results.length > 0 ? ['## Tools', ...results] : []),
    ...(results.length === 0 || said !== '' ? [`## You\n\n${said}`] : []),
  ];
  return answer ? [...asked, `## ${oneLine(nameOf(answer))}`, ...answerPieces(answer)] : asked;
}

/** Names an answer by its model and provider. An answer of the extension itself is named by its provider alone. */
function nameOf({ target: { model, providerName, host } }: AnswerNode): string {
  if (providerName === '') return model || 'Answer';
  return host === '' ? providerName : `${model} (${providerName})`;
}

function answerPieces(answer: AnswerNode): string[] {
  const reasoning = reasoningOf(answer).trim();
  const text = textOf(answer).trim();
  return [
    ...(reasoning === '' ? [] : [`<details>\n<summary>Reasoning</summary>\n\n${reasoning}\n\n</details>`]),
    ...(text === '' ? [] : [text]),
    ...callsMarkdown(answer),
    ...(answer.made === 'edited' ? ['*(edited)*'] : answer.made === 'by-hand' ? ['*(written by hand)*'] : []),
    ...(answer.status === 'stopped' ? ['*(stopped)*'] : []),
    ...(answer.error === undefined ? [] : [`> ${oneLine(answer.error.message)}`]),
  ];
}
