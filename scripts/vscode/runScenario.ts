/// <reference lib="es2024.promise" />
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser as PlaywrightBrowser } from 'playwright-core';
import { startBridge } from './bridge';
import type { Bridge } from './bridge';
import { suiteVariable } from './bridgeProtocol';
import type { BridgeRequest, SuiteRun } from './bridgeProtocol';
import type { Browser } from './chromiumPackage';
import { addCounts, noCounts, readCounts } from './counts';
import type { Counts } from './counts';
import type { EditorRun } from './editorRuns';
import { root } from './paths';
import { perform } from './perform';
import { PhaseWatch } from './phaseWatch';
import { startServer } from './server';
import type { Server } from './server';
import { prepareStage } from './stage';
import type { Stage, Subject } from './stage';
import { suiteEntry, suiteFiles } from './suites';
import { withTempDir } from './tempDir';
import { Workbench, launchBrowser } from './workbench';

export interface RunOptions extends Subject {
  browser: Browser;
  headed?: boolean;
  /** Where lines of mocha go. */
  print: (line: string) => void;
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
    private readonly editorRun: EditorRun,
    private readonly options: RunOptions,
    private readonly browser: PlaywrightBrowser,
    private readonly dir: string,
  ) {}

  async run(): Promise<Counts> {
    const stage = await prepareStage(this.editorRun.scenario, this.options, this.dir);
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
    if (request.do === 'print') this.options.print(request.text);
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
      name: this.editorRun.name,
      trust: this.editorRun.scenario.trust,
      dataDir: stage.dataDir,
      extensionsDir: stage.extensionsDir,
      // The tests have a cache of their own.
      env: { [suiteVariable]: this.suiteFile, XDG_CACHE_HOME: path.join(this.dir, 'cache') },
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
    const { name, scenario } = this.editorRun;
    const { phases } = scenario;
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
        const { folder, workspace, extension } = stage;
        const where = { server, folder, workspace, extension };
        workbench = await Workbench.open(this.browser, name, { ...where, tests: suiteEntry });
        this.workbench.resolve(workbench);
        // Without tests of its own: it is a window to look at.
        this.openWindow = () => Workbench.open(this.browser, `${name}-second`, where);
      } else {
        if (scenario.killed !== undefined && pattern.startsWith(`${scenario.killed}/`)) await this.killHost(workbench);
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
      files: suiteFiles(pattern, this.editorRun.share),
      reporter: path.join(root, 'scripts/reporter.cjs'),
      result,
      colors: process.stdout.isTTY,
      grep: this.options.grep,
      // Who names a test means it.
      deep: this.options.grep !== undefined ? undefined : this.editorRun.scenario.deep ? 'only' : 'none',
      bridge: { url: bridge.url, token: bridge.token },
      stayOpen,
    };
  }
}

/**
 * Runs one scenario, or a share of it, in an editor and a browser of its own: two windows of one browser would share the
 * clipboard. Returns the counts of all its phases. @throws when the editor does not start, is lost or goes silent.
 */
export async function runScenario(run: EditorRun, options: RunOptions): Promise<Counts> {
  const browser = await launchBrowser(options.browser, options.headed);
  try {
    return await withTempDir((dir) => new ScenarioRun(run, options, browser, dir).run());
  } finally {
    await browser.close();
  }
}
