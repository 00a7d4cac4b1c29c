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
  private openWindow: (() => Promise<Workbench>) | undefined;
  private second: Workbench | undefined;
  private hostPid: number | undefined;

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
    else if (request.do === 'finished') {
      this.hostPid = request.pid;
      this.watch.finish();
    } else if (request.do === 'openSecondWindow') this.second = await this.openWindow?.();
    else if (request.do === 'closeSecondWindow') await this.second?.close();
    else if (request.do === 'inSecondWindow') {
      if (!this.second) throw new Error('The second window is not open.');
      return perform(this.second, request.action);
    } else return perform(await this.workbench.promise, request);
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
        const { folder, workspace, extensions } = stage;
        const where = { server, folder, workspace, extensions };
        workbench = await Workbench.open(this.options.browser, name, { ...where, tests: suiteEntry });
        this.workbench.resolve(workbench);
        // Without tests of its own: it is a window to look at.
        this.openWindow = () => Workbench.open(this.options.browser, `${name}-second`, where);
      } else {
        if (this.scenario.killed) await this.killHost(workbench);
        await workbench.reload();
      }
      await Promise.race([this.watch.finished, workbench.testsEnded, server.died]);
      total = addCounts(total, await readCounts(result, `${name} (${pattern})`, this.options.grep === undefined));
    }
    await this.second?.close();
    await workbench?.close();
    return total;
  }

  /** Kills the extension host, and waits until the window has seen it. One under test does not start another by itself. */
  private async killHost(workbench: Workbench): Promise<void> {
    if (this.hostPid === undefined) return;
    process.kill(this.hostPid, 'SIGKILL');
    await Promise.race([workbench.testsEnded, this.watch.finished]);
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
