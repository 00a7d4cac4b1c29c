/// <reference lib="es2024.promise" />
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { startBridge } from './bridge';
import type { Bridge } from './bridge';
import { suiteVariable } from './bridgeProtocol';
import type { BridgeRequest, SuiteRun } from './bridgeProtocol';
import { addCounts, noCounts, readCounts } from './counts';
import type { Counts } from './counts';
import { root } from './paths';
import { perform } from './perform';
import { PhaseWatch } from './phaseWatch';
import type { Scenario } from './scenarios';
import { startServer } from './server';
import type { Server } from './server';
import { prepareStage } from './stage';
import type { Stage, Subject } from './stage';
import { suiteEntry, suiteFiles } from './suites';
import { withTempDir } from './tempDir';
import { Workbench } from './workbench';

export interface RunOptions extends Subject {
  browser: Browser;
  /** Runs only the tests whose full title contains this. */
  grep?: string | undefined;
}

class ScenarioRun {
  private watch = new PhaseWatch();
  private readonly workbench = Promise.withResolvers<Workbench>();

  constructor(
    private readonly scenario: Scenario,
    private readonly options: RunOptions,
    private readonly dir: string,
  ) {}

  async run(): Promise<Counts> {
    const stage = await prepareStage(this.scenario, this.options, this.dir);
    const bridge = await startBridge((request) => this.answer(request));
    try {
      return await this.withServer(stage, (server) => this.runPhases(stage, bridge, server));
    } finally {
      this.watch.end();
      bridge.close();
    }
  }

  private async answer(request: BridgeRequest): Promise<string | number | null> {
    this.watch.heard();
    if (request.do === 'print') console.log(request.text);
    else if (request.do === 'finished') this.watch.finish();
    else return perform(await this.workbench.promise, request);
    return null;
  }

  private async withServer(stage: Stage, use: (server: Server) => Promise<Counts>): Promise<Counts> {
    const server = await startServer({
      vscodeDir: this.options.vscodeDir,
      name: this.scenario.name,
      trust: this.scenario.trust,
      dataDir: stage.dataDir,
      extensionsDir: stage.extensionsDir,
      env: { [suiteVariable]: this.suiteFile },
    });
    try {
      return await use(server);
    } finally {
      await server.stop();
    }
  }

  private get suiteFile(): string {
    return path.join(this.dir, 'suite.json');
  }

  private async runPhases(stage: Stage, bridge: Bridge, server: Server): Promise<Counts> {
    const { name, phases } = this.scenario;
    let total = noCounts;
    let workbench: Workbench | undefined;
    for (const [index, pattern] of phases.entries()) {
      this.watch.end();
      this.watch = new PhaseWatch();
      const result = path.join(this.dir, `result-${index}.json`);
      await writeFile(
        this.suiteFile,
        JSON.stringify(this.suiteRun(pattern, result, bridge, index < phases.length - 1)),
      );
      if (workbench === undefined) {
        const where = { folder: stage.folder, extensions: stage.extensions, tests: suiteEntry };
        workbench = await Workbench.open(this.options.browser, name, { server, ...where });
        this.workbench.resolve(workbench);
      } else {
        await workbench.reload();
      }
      await Promise.race([this.watch.finished, workbench.testsEnded, server.died]);
      total = addCounts(total, await readCounts(result, `${name} (${pattern})`, this.options.grep === undefined));
    }
    await workbench?.close();
    return total;
  }

  private suiteRun(pattern: string, result: string, bridge: Bridge, stayOpen: boolean): SuiteRun {
    return {
      scenario: this.scenario.name,
      files: suiteFiles(pattern),
      reporter: path.join(root, 'scripts/reporter.cjs'),
      result,
      colors: process.stdout.isTTY,
      grep: this.options.grep,
      bridge: { url: bridge.url, token: bridge.token },
      stayOpen,
    };
  }
}

/**
 * Runs one scenario in an editor of its own and prints what mocha prints there. Returns the counts of all its phases.
 * @throws when the editor does not start, is lost or goes silent.
 */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<Counts> {
  return withTempDir((dir) => new ScenarioRun(scenario, options, dir).run());
}
