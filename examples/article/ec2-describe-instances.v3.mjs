// Every instance there is, page by page.
import { EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { fromKeyward } from 'keyward';

const client = new EC2Client({ region: 'us-east-1', credentials: fromKeyward() });

for await (const { Reservations = [] } of paginateDescribeInstances({ client, pageSize: 5 }, {})) {
  for (const { Instances } of Reservations) {
    for (const { InstanceId, InstanceType, State, Tags = [] } of Instances) {
      const name = Tags.find(({ Key }) => Key === 'Name');
      console.log(`${InstanceId} (${name?.Value ?? 'no name'}), ${InstanceType}, ${State.Name}`);
    }
  }
}
