import { theirModel } from '../facts';
import type { TheirModel } from '../facts';
import { objectsWith, parseCode } from '../literals';

/** The models that llm-zoo asks their makers for; those of a router alone have its limits and prices. */
export const readLlmZoo = (text: string): TheirModel[] =>
  objectsWith(parseCode('llm-zoo.js', text), 'fullName', 'contextWindow')
    .filter(({ openRouterOnly }) => openRouterOnly !== true)
    .flatMap(({ fullName, contextWindow, maxOutputTokens: maxOutput, inputPrice: input, outputPrice: output }) =>
      theirModel([fullName], { contextWindow, maxOutput, input, output }),
    );
