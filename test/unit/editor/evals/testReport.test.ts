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
    const item = { label: 'Test 1' } as TestItem;
    const leaves = new Map([[item, [planned as unknown as PlannedCell]]]);
    return { states, report: new reports.TestReport(run as unknown as TestRun, leaves) };
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
});
