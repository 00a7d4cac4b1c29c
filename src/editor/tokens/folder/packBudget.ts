import type { Memento } from 'vscode';
import * as v from 'valibot';
import type { Model } from '../../../core/catalog/catalogTable';
import { formatCount } from '../../../core/base/numbers';
import { usableInput } from '../../../core/tokens/counting/budget';
import { askText } from '../../shared/askText';
import { budgetRules } from '../../shared/settings';
import { say } from '../../shared/words';

/** Key under which a workspace keeps how many tokens packed files may have, if the user has set a number. */
const storedUnder = 'tokens.packBudget';

/** The largest budget in tokens. No context window is larger. */
const most = 100_000_000;
const budgetSchema = v.fallback(
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most))),
  undefined,
);

/** Tokens that packed files may have: those that the user has given, or else the usable input of the model. */
export class PackBudget {
  constructor(private readonly memento: Memento) {}

  of(usable: number | undefined): number | undefined {
    return v.parse(budgetSchema, this.memento.get(storedUnder)) ?? usable;
  }

  /** Asks the user for the budget. `undefined` when the user leaves. */
  async ask(model: Model, now?: number): Promise<number | undefined> {
    const usable = usableInput(model, budgetRules());
    const typed = await askText({
      title: say('Budget for Packed Files'),
      prompt:
        usable === undefined
          ? say('Tokens. How many {0} can read is unknown.', model.name)
          : say('Tokens, or nothing for the usable input of {0}: {1}', model.name, formatCount(usable)),
      value: now === undefined ? '' : String(now),
      problemOf: (text) => {
        if (text.trim() === '' && usable !== undefined) return undefined;
        const tokens = Number(text.trim().replace(/[,_ ]/g, ''));
        return v.is(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most)), tokens)
          ? undefined
          : say('Type a whole number of tokens.');
      },
    });
    if (typeof typed !== 'string') return undefined;
    const tokens = typed === '' ? undefined : Number(typed.replace(/[,_ ]/g, ''));
    await this.memento.update(storedUnder, tokens);
    return tokens ?? usable;
  }
}
