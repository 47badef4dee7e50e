/** A second process for the SQLite tests: claims the messages it is told to, says how many it got, and may then crash. */
import { openDatabase } from '../../src/backends/database-sqlite.ts';

const [path = '', count = '0', ending] = process.argv.slice(2);
const store = await openDatabase({ url: path });
let claimed = 0;
for (let message = 0; message < Number(count); message += 1) {
  if (await store.claimMessage(`message ${message}`, 1)) claimed += 1;
}
if (ending === 'crash') process.kill(process.pid, 'SIGKILL');
await store.close();
process.stdout.write(String(claimed));
