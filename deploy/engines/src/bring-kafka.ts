import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verify } from './checksums.ts';
import { cached } from './engines-cache.ts';
import { runCommand } from './run-command.ts';

const HINT = 'Java 17 or newer, Maven and a network are needed to bring Kafka in; or set KAFKA_BROKERS';

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>engines</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>4.1.1</version></dependency></dependencies>
</project>
`;

/** Folder of the jars of Kafka 4.1.1, brought into the cache on first use. Fails with `CannotBeHad`. */
export async function bringKafka(say: (line: string) => void = () => undefined): Promise<string> {
  await runCommand('java', ['-version'], { hint: HINT });
  const folder = await cached('kafka-4.1.1', async (draft) => {
    say('bringing Kafka 4.1.1 in (43 MB, once)...');
    await writeFile(join(draft, 'pom.xml'), POM);
    await runCommand('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=libs', '-DincludeScope=runtime'], { cwd: draft, hint: HINT });
    await verify(join(draft, 'libs'), 'kafka');
  });
  return join(folder, 'libs');
}
