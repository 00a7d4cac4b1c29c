import { isRecord } from '../../base/json';
import { formatCount } from '../../base/numbers';
import type { Catalog } from '../../catalog/catalog';
import type { HostIdTable } from '../../catalog/hostIdTable';
import type { Lifecycle } from '../../catalog/lifecycle';
import type { ModelNames, NamedModel } from '../../catalog/names/modelNames';
import { serviceOfWord } from '../../catalog/names/services';
import { canBecome } from '../../catalog/names/spelling';
import { parameterSentences } from '../../catalog/parameters/parameterMessages';
import { refusesValue } from '../../catalog/parameters/parameters';
import type { Parameters } from '../../catalog/parameters/parameters';
import { limitName, parameterName } from '../../chat/parameters/parameterNames';
import { evaluate } from '../../code/ids/evaluate';
import { idLines } from '../../code/ids/sentences';
import type { Span } from '../../text/span';
import type { JsonObject, Prompt, PromptProblem } from '../prompt';

/** Known facts about models, and the size of the prompt that is checked against them. */
export interface ModelFacts {
  readonly names: ModelNames;
  readonly catalog: Pick<Catalog, 'day' | 'family'>;
  readonly lifecycle: Lifecycle;
  readonly hostIds: HostIdTable;
  readonly parameters: Parameters;
  /** The fewest tokens that the rendered prompt can have. */
  readonly tokens?: number;
}

/** Finds problems of the model of a prompt, its parameters and its size. Empty where it names no known model. */
export function modelProblems(text: string, prompt: Prompt, facts: ModelFacts): PromptProblem[] {
  const { model } = prompt.metadata;
  const named = model === undefined ? undefined : facts.names.find(model);
  if (model === undefined || !named) return [];
  return [
    ...endProblems(text, prompt, named, model, facts),
    ...parameterProblems(prompt, named, model, facts),
    ...sizeProblems(prompt, named, facts),
  ];
}

function endProblems(
  text: string,
  prompt: Prompt,
  named: NamedModel,
  model: string,
  { lifecycle, hostIds, catalog }: ModelFacts,
): PromptProblem[] {
  const judgement = evaluate(named, lifecycle, catalog.day, 0, hostIds);
  if (!judgement || judgement.status === 'deprecated') return [];
  const { successor, severity } = judgement;
  const { spelling } = named;
  const own = model.slice(spelling.start, spelling.end);
  const whole = modelSpan(text, prompt, model);
  const span = whole ?? modelSpan(text, prompt, own);
  const start = span && span.start + (whole ? spelling.start : 0);
  const canReplace = start !== undefined && successor && canBecome(spelling, successor.id);
  return [
    {
      ...{ span: span ?? firstSpan(prompt), severity, rule: 'retired-model' },
      message: (say) => idLines(model, judgement, say).join(' '),
      ...(canReplace && {
        fix: {
          title: (say) => say('Replace with {0}', successor.id),
          edits: [{ span: { start, end: start + own.length }, text: successor.id }],
        },
      }),
    },
  ];
}

/** Finds where the model is named, in the innermost value that contains it. */
function modelSpan(text: string, { values }: Prompt, model: string): Span | undefined {
  const inner = Array.from(values)
    .filter(([pointer, { start, end }]) => pointer.startsWith('/model') && text.slice(start, end).includes(model))
    .sort(([, a], [, b]) => a.end - a.start - (b.end - b.start))[0]?.[1];
  if (!inner) return undefined;
  const start = text.indexOf(model, inner.start);
  return { start, end: start + model.length };
}

const firstSpan = ({ templates }: Prompt): Span => templates[0]?.span ?? { start: 0, end: 0 };

interface WrittenParameter {
  readonly path: readonly string[];
  readonly value: unknown;
}

function parameterProblems(
  prompt: Prompt,
  named: NamedModel,
  model: string,
  { parameters, names, catalog }: ModelFacts,
): PromptProblem[] {
  const written = writtenIn(prompt.metadata.config ?? {}, []);
  const ids = written.map((argument) => parameters.parameterOf(argument));
  const all = new Map(written.flatMap(({ value }, i) => (ids[i] === undefined ? [] : [[ids[i], value]])));
  const maker = named.model && catalog.family(named.model.family)?.maker;
  const service = maker === undefined ? undefined : serviceOfWord(maker.replace(/[ .]/g, ''));
  return written.flatMap(({ path, value }, i): PromptProblem[] => {
    const id = ids[i];
    const fact = id === undefined ? undefined : parameters.ofModel(id, model, service, names);
    if (!fact || !refusesValue(fact.rule, value, all)) return [];
    return [
      {
        ...{ span: parameterSpan(prompt, path), severity: 'warning', rule: 'refused-parameter' },
        message: (say) => parameterSentences({ ...fact, parameter: path.join('.'), model }, say),
      },
    ];
  });
}

const writtenIn = (config: JsonObject, above: readonly string[]): WrittenParameter[] =>
  Object.entries(config).flatMap(([name, value]): WrittenParameter[] => {
    const path = [...above, name];
    return isRecord(value) && path.length < 4 ? writtenIn(value, path) : [{ path, value }];
  });

/** Finds the place of a parameter. Forms differ in where they have the parameters, and in some of their names. */
function parameterSpan(prompt: Prompt, path: readonly string[]): Span {
  const end = `/${path.join('/')}`;
  const place = Array.from(prompt.keys).find(([pointer]) => pointer.endsWith(end));
  return place?.[1] ?? firstSpan(prompt);
}

function sizeProblems(prompt: Prompt, { model }: NamedModel, { tokens }: ModelFacts): PromptProblem[] {
  if (!model) return [];
  const { contextWindow, maxOutput, name } = model;
  const asked = Object.entries(prompt.metadata.config ?? {}).find(([key]) => parameterName(key) === limitName);
  const problems: PromptProblem[] = [];
  if (maxOutput !== undefined && asked && typeof asked[1] === 'number' && asked[1] > maxOutput) {
    problems.push({
      ...{ span: parameterSpan(prompt, [asked[0]]), severity: 'warning', rule: 'refused-parameter' },
      message: (say) => say('{0} answers with at most {1} tokens.', name, formatCount(maxOutput)),
    });
  }
  if (contextWindow !== undefined && tokens !== undefined && tokens > contextWindow) {
    problems.push({
      ...{ span: firstSpan(prompt), severity: 'error', rule: 'over-window' },
      message: (say) =>
        say(
          'The prompt has {0} tokens without any input. The context window of {1} has {2}.',
          formatCount(tokens),
          name,
          formatCount(contextWindow),
        ),
    });
  }
  return problems;
}
