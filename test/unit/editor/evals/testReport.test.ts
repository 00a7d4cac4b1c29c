import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import type { TestItem, TestRun } from 'vscode';
import type { PlannedCell } from '../../../../src/core/evals/run/plan';
import type * as Reports from '../../../../src/editor/evals/testReport';
import { evalCell } from '../../../support/evalCells';

describe('what Test Explorer is told of a run', () => {
  let reports: typeof Reports;
  before(async () => {
    const url = `data:text/javascript,${encodeURIComponent('export const l10n = { t: (text) => text }; export class Location {} export class TestMessage {} export class Position {} export class Range {}')}`;
    const hooks = registerHooks({
      resolve: (name, context, next) => (name === 'vscode' ? { url, shortCircuit: true } : next(name, context)),
    });
    reports = await import('../../../../src/editor/evals/testReport');
    hooks.deregister();
  });

  /** A run of one test, with the states that its item gets. */
  function reportOf() {
    const states: string[] = [];
    const state = (name: string) => () => states.push(name);
    const run = {
      ...{ enqueued: state('enqueued'), skipped: state('skipped'), passed: state('passed') },
      appendOutput: () => undefined,
    };
    const test = { index: 0, vars: {}, assert: [] };
    const { prompt, provider } = evalCell();
    const planned = { test, prompt: { label: prompt }, provider: { label: provider }, repeat: 0 };
    const item = { id: '0', label: 'Test 1' } as TestItem;
    const leaves = new Map([[item, [planned as unknown as PlannedCell]]]);
    return { states, item, report: new reports.TestReport(run as unknown as TestRun, leaves) };
  }

  it('is nothing where it does not begin: each test keeps its verdict', () => {
    const { states, report } = reportOf();
    report.write('This suite is being run in this window.');
    report.end('It was not asked.');
    assert.deepEqual(states, []);
  });

  it('is what came of each test, and which was not asked', () => {
    const [asked, ended] = [reportOf(), reportOf()];
    asked.report.begin();
    asked.report.take(evalCell({ test: 0, pass: true }));
    asked.report.end('It was not asked.');
    assert.deepEqual(asked.states, ['enqueued', 'passed']);
    ended.report.begin();
    ended.report.end('It was not asked.');
    assert.deepEqual(ended.states, ['enqueued', 'skipped']);
  });

  it('marks a test whose verdict is an opinion, until a run has none', () => {
    const verdict = { type: 'llm-rubric', pass: true, score: 1, reason: 'So.', skipped: null };
    const marks = [[{ ...verdict, judge: 'j', opinions: [] }], [verdict]].reduce<string[]>((before, checks) => {
      const { report, item } = reportOf();
      item.label = before.at(-1) ?? item.label;
      report.begin();
      report.take(evalCell({ checks }));
      return [...before, item.label];
    }, []);
    assert.deepEqual(marks, ['Test 1 · opinion', 'Test 1']);
  });

  it('says what judges used, and no cost of an answer that never came', () => {
    const judging = { requests: 3, cached: 0, tokens: 24, costUsd: null };
    const [, facts] = reports.cellText(evalCell({ judging })).split('\n');
    assert.ok(facts?.endsWith('requests to judges: {0} · their tokens: {0}'), facts);
    const nothing = { tokens: 0, costUsd: 0, latencyMs: null, checks: [], output: '' };
    assert.equal(
      reports.cellText(evalCell({ ...nothing, error: { code: 'x', message: 'It is down.' } })),
      'It is down.',
    );
  });
});
