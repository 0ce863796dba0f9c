import { parseArgs } from 'node:util';
import { protocols } from '../devices/protocols';
import { decode } from './decode';
import { events } from './events';
import { exportSession, report } from './export';
import { facts } from './facts';
import { pk } from './pk';
import { ports } from './ports';
import { protocolCards } from './protocols';
import { InspectRefused } from './refused';
import { verify } from './verify';

// npm run -s inspect -- COMMAND: JSON on standard output and nothing else; a reason on standard error and exit code 1.

const usage = [
  'usage: inspect decode --protocol ID [--direction host|device] (--hex "21 49" | --file F)',
  '       inspect events --db FOLDER_OR_FILE [--session ID]',
  '       inspect verify --db FOLDER_OR_FILE',
  '       inspect facts --db FOLDER_OR_FILE --session ID',
  '       inspect pk --model ID --weight-kg N --regimen FILE [--ke0 PER_MIN] --at MINUTE[,MINUTE …]',
  '       inspect report --db FOLDER_OR_FILE --session ID --out X.pdf [--printed WORDS]',
  '       inspect export --db FOLDER_OR_FILE --session ID --format csv|jsonl|vital --out X',
  '       inspect ports',
  '       inspect protocols',
].join('\n');

const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
const printLine = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

function refuseArguments(args: readonly string[]): void {
  parseArgs({ args: [...args], options: {} });
}

async function answer(command: string | undefined, args: readonly string[]): Promise<void> {
  switch (command) {
    case 'decode':
      print(decode(args, protocols));
      return;
    case 'events':
      events(args, printLine);
      return;
    case 'verify':
      print(verify(args));
      return;
    case 'facts':
      print(facts(args));
      return;
    case 'pk':
      print(pk(args));
      return;
    case 'export':
      print(await exportSession(args));
      return;
    case 'report':
      print(await report(args));
      return;
    case 'ports': {
      refuseArguments(args);
      const found = await ports();
      if (found.note !== null) console.error(`inspect: ${found.note}`);
      print(found.ports);
      return;
    }
    case 'protocols':
      refuseArguments(args);
      print(protocolCards(protocols));
      return;
    case 'help':
    case '--help':
      console.error(usage);
      return;
    default:
      throw new InspectRefused(
        command === undefined ? `no command\n${usage}` : `there is no command "${command}"\n${usage}`,
      );
  }
}

// Whoever reads may stop early (`| head`): that is no fault.
process.stdout.on('error', () => process.exit(0));
const [command, ...args] = process.argv.slice(2);
answer(command, args).catch((error: unknown) => {
  console.error(`inspect: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
