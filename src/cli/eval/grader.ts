import type { RunDeps } from '../../core/evals/run/runSuite';
import { checkOutput } from '../../core/evals/checks/checkOutput';
import { renderNunjucks } from '../../core/prompts/template/nunjucks';

/** Checks answers in this process. To be disposed. */
export function graderOf(): { readonly grade: RunDeps['grade']; readonly dispose: () => void } {
  return {
    grade: (test, context) => {
      const checks = test.assert.map((assertion) => {
        const result =
          'assert' in assertion || assertion.skip !== undefined
            ? { skipped: ('skip' in assertion ? assertion.skip : undefined) ?? 'sets' }
            : checkOutput(assertion, context, renderNunjucks);
        const nothing = { type: assertion.type, pass: null, score: null, reason: '', skipped: null };
        if ('error' in result) return { ...nothing, pass: false, score: 0, reason: result.error.message };
        return { ...nothing, ...result };
      });
      const made = checks.filter(({ pass }) => pass !== null);
      const pass = made.length === 0 && checks.length > 0 ? null : made.every((each) => each.pass === true);
      return Promise.resolve({ pass, score: pass === null ? null : Number(pass), checks });
    },
    dispose: () => undefined,
  };
}
