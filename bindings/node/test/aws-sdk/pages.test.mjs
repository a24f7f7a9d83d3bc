// Pages and waiters.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { facade, same, sandbox, seen, skip, v2 } from './support.mjs';

let box;
before(async () => {
  if (skip) return;
  box = await sandbox();
  const iam = new facade.IAM(box.config);
  for (let user = 0; user < 7; user += 1) await iam.createUser({ UserName: `user${user}` }).promise();
});
after(() => box?.stop());

const SERVICES = ['S3', 'EC2', 'IAM', 'STS', 'SNS', 'SSM', 'DynamoDB', 'SecretsManager', 'SSO', 'CognitoIdentity'];

test('what has pages, and how they follow each other, is what SDK v2 knew', { skip }, () => {
  let checked = 0;
  for (const name of SERVICES) {
    const [theirs, ours] = [v2, facade].map((AWS) => new AWS[name]({ region: 'us-east-1' }));
    for (const operation of Object.keys(theirs.api.operations)) {
      const known = theirs.paginationConfig(operation);
      if (!known?.inputToken || !ours.api.operations[operation]) continue;
      const found = ours.paginationConfig(operation);
      assert.deepEqual([found.inputToken, found.outputToken], [known.inputToken, known.outputToken], `${name}.${operation}`);
      if (known.resultKey) assert.equal([found.resultKey].flat()[0], [known.resultKey].flat()[0], `${name}.${operation}`);
      if (known.limitKey) assert.equal(found.limitKey, known.limitKey, `${name}.${operation}`);
      checked += 1;
    }
  }
  assert.ok(checked >= 250, String(checked));
});

test('eachPage, eachItem, nextPage', { skip }, async () => {
  await same(async (AWS) => {
    const iam = new AWS.IAM(box.config);
    const pages = await new Promise((resolve) => {
      const seenPages = [];
      iam.listUsers({ MaxItems: 3 }).eachPage((err, data) => {
        if (data) seenPages.push(data.Users.length);
        else resolve([err, seenPages]);
      });
    });
    const slow = await new Promise((resolve) => {
      let count = 0;
      iam.listUsers({ MaxItems: 3 }).eachPage((err, data, done) => {
        if (!data) return resolve(count);
        count += data.Users.length;
        return setTimeout(done, 2);
      });
    });
    const early = await new Promise((resolve) => {
      let count = 0;
      iam.listUsers({ MaxItems: 3 }).eachPage(() => {
        count += 1;
        setTimeout(() => resolve(count), 50);
        return false;
      });
    });
    const names = await new Promise((resolve) => {
      const items = [];
      iam.listUsers({ MaxItems: 5 }).eachItem((err, item) => {
        if (item) items.push(item.UserName);
        else resolve(items);
        return undefined;
      });
    });
    const first = await iam.listUsers({ MaxItems: 4 }).promise();
    const response = first.$response;
    const second = await response.nextPage().promise();
    const last = second.$response;
    return {
      pages,
      slow,
      early,
      names,
      pageable: [iam.listUsers().isPageable(), iam.getUser().isPageable()],
      more: [response.hasNextPage(), last.hasNextPage(), second.Users.length],
      end: last.nextPage(),
      refused: await new Promise((resolve) => iam.getUser({ UserName: 'none' }).eachPage((err) => err && resolve(err.code))),
    };
  });
});

test('waiters: reached at once, after a while, and never', { skip }, async () => {
  await same(async (AWS, name) => {
    const iam = new AWS.IAM(box.config);
    const s3 = new AWS.S3(box.config);
    const Bucket = `waiting-${name}`;
    const found = await iam.waitFor('userExists', { UserName: 'user1' }).promise();
    setTimeout(() => s3.createBucket({ Bucket }).send(), 100);
    const later = await s3.waitFor('bucketExists', { Bucket, $waiter: { delay: 0.05, maxAttempts: 40 } }).promise();
    const never = await s3.waitFor('bucketNotExists', { Bucket, $waiter: { delay: 0.01, maxAttempts: 2 } }).promise().catch((err) => err);
    const wrong = (() => {
      try {
        return s3.waitFor('nothingOfTheKind');
      } catch (err) {
        return err.code;
      }
    })();
    const gone = await new Promise((resolve) => {
      s3.waitFor('objectNotExists', { Bucket, Key: 'none' }, function (err, data) {
        resolve({ err, data, retries: this.retryCount });
      });
    });
    return { user: found.User.UserName, later: typeof later, never: seen(never), delay: never.retryDelay, wrong, gone };
  });
});

test('waiters look at what was answered', { skip }, async () => {
  await same(async (AWS) => {
    const ec2 = new AWS.EC2(box.config);
    const { Instances } = await ec2.runInstances({ ImageId: 'ami-12345678', MinCount: 1, MaxCount: 1 }).promise();
    const InstanceIds = [Instances[0].InstanceId];
    const $waiter = { delay: 0.05, maxAttempts: 100 };
    const running = await ec2.waitFor('instanceRunning', { InstanceIds, $waiter }).promise();
    await ec2.terminateInstances({ InstanceIds }).promise();
    const failed = await ec2.waitFor('instanceRunning', { InstanceIds, $waiter }).promise().catch((err) => err);
    return { state: running.Reservations[0].Instances[0].State.Name, code: failed.code, retryable: failed.retryable };
  });
});
