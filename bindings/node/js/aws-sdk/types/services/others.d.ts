// Written by test/aws-sdk-types: every service of SDK v2, with the shapes of SDK v3's client, where that is installed.
import type { ServiceClass, ServiceConfigurationOptions } from '../service';

// @ts-ignore
import * as acm from '@aws-sdk/client-acm';
declare const ACMBase: ServiceClass<typeof acm>;
export class ACM extends ACMBase {}
export namespace ACM {
  export import Types = acm;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as acmpca from '@aws-sdk/client-acm-pca';
declare const ACMPCABase: ServiceClass<typeof acmpca>;
export class ACMPCA extends ACMPCABase {}
export namespace ACMPCA {
  export import Types = acmpca;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as apigateway from '@aws-sdk/client-api-gateway';
declare const APIGatewayBase: ServiceClass<typeof apigateway>;
export class APIGateway extends APIGatewayBase {}
export namespace APIGateway {
  export import Types = apigateway;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as arczonalshift from '@aws-sdk/client-arc-zonal-shift';
declare const ARCZonalShiftBase: ServiceClass<typeof arczonalshift>;
export class ARCZonalShift extends ARCZonalShiftBase {}
export namespace ARCZonalShift {
  export import Types = arczonalshift;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as accessanalyzer from '@aws-sdk/client-accessanalyzer';
declare const AccessAnalyzerBase: ServiceClass<typeof accessanalyzer>;
export class AccessAnalyzer extends AccessAnalyzerBase {}
export namespace AccessAnalyzer {
  export import Types = accessanalyzer;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as account from '@aws-sdk/client-account';
declare const AccountBase: ServiceClass<typeof account>;
export class Account extends AccountBase {}
export namespace Account {
  export import Types = account;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as amp from '@aws-sdk/client-amp';
declare const AmpBase: ServiceClass<typeof amp>;
export class Amp extends AmpBase {}
export namespace Amp {
  export import Types = amp;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as amplify from '@aws-sdk/client-amplify';
declare const AmplifyBase: ServiceClass<typeof amplify>;
export class Amplify extends AmplifyBase {}
export namespace Amplify {
  export import Types = amplify;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as amplifybackend from '@aws-sdk/client-amplifybackend';
declare const AmplifyBackendBase: ServiceClass<typeof amplifybackend>;
export class AmplifyBackend extends AmplifyBackendBase {}
export namespace AmplifyBackend {
  export import Types = amplifybackend;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as amplifyuibuilder from '@aws-sdk/client-amplifyuibuilder';
declare const AmplifyUIBuilderBase: ServiceClass<typeof amplifyuibuilder>;
export class AmplifyUIBuilder extends AmplifyUIBuilderBase {}
export namespace AmplifyUIBuilder {
  export import Types = amplifyuibuilder;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as apigatewaymanagementapi from '@aws-sdk/client-apigatewaymanagementapi';
declare const ApiGatewayManagementApiBase: ServiceClass<typeof apigatewaymanagementapi>;
export class ApiGatewayManagementApi extends ApiGatewayManagementApiBase {}
export namespace ApiGatewayManagementApi {
  export import Types = apigatewaymanagementapi;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as apigatewayv2 from '@aws-sdk/client-apigatewayv2';
declare const ApiGatewayV2Base: ServiceClass<typeof apigatewayv2>;
export class ApiGatewayV2 extends ApiGatewayV2Base {}
export namespace ApiGatewayV2 {
  export import Types = apigatewayv2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as appconfig from '@aws-sdk/client-appconfig';
declare const AppConfigBase: ServiceClass<typeof appconfig>;
export class AppConfig extends AppConfigBase {}
export namespace AppConfig {
  export import Types = appconfig;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as appconfigdata from '@aws-sdk/client-appconfigdata';
declare const AppConfigDataBase: ServiceClass<typeof appconfigdata>;
export class AppConfigData extends AppConfigDataBase {}
export namespace AppConfigData {
  export import Types = appconfigdata;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as appfabric from '@aws-sdk/client-appfabric';
declare const AppFabricBase: ServiceClass<typeof appfabric>;
export class AppFabric extends AppFabricBase {}
export namespace AppFabric {
  export import Types = appfabric;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as appintegrations from '@aws-sdk/client-appintegrations';
declare const AppIntegrationsBase: ServiceClass<typeof appintegrations>;
export class AppIntegrations extends AppIntegrationsBase {}
export namespace AppIntegrations {
  export import Types = appintegrations;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as appmesh from '@aws-sdk/client-app-mesh';
declare const AppMeshBase: ServiceClass<typeof appmesh>;
export class AppMesh extends AppMeshBase {}
export namespace AppMesh {
  export import Types = appmesh;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as apprunner from '@aws-sdk/client-apprunner';
declare const AppRunnerBase: ServiceClass<typeof apprunner>;
export class AppRunner extends AppRunnerBase {}
export namespace AppRunner {
  export import Types = apprunner;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as appstream from '@aws-sdk/client-appstream';
declare const AppStreamBase: ServiceClass<typeof appstream>;
export class AppStream extends AppStreamBase {}
export namespace AppStream {
  export import Types = appstream;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as appsync from '@aws-sdk/client-appsync';
declare const AppSyncBase: ServiceClass<typeof appsync>;
export class AppSync extends AppSyncBase {}
export namespace AppSync {
  export import Types = appsync;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as apptest from '@aws-sdk/client-apptest';
declare const AppTestBase: ServiceClass<typeof apptest>;
export class AppTest extends AppTestBase {}
export namespace AppTest {
  export import Types = apptest;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as appflow from '@aws-sdk/client-appflow';
declare const AppflowBase: ServiceClass<typeof appflow>;
export class Appflow extends AppflowBase {}
export namespace Appflow {
  export import Types = appflow;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as applicationautoscaling from '@aws-sdk/client-application-auto-scaling';
declare const ApplicationAutoScalingBase: ServiceClass<typeof applicationautoscaling>;
export class ApplicationAutoScaling extends ApplicationAutoScalingBase {}
export namespace ApplicationAutoScaling {
  export import Types = applicationautoscaling;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as applicationcostprofiler from '@aws-sdk/client-applicationcostprofiler';
declare const ApplicationCostProfilerBase: ServiceClass<typeof applicationcostprofiler>;
export class ApplicationCostProfiler extends ApplicationCostProfilerBase {}
export namespace ApplicationCostProfiler {
  export import Types = applicationcostprofiler;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as applicationinsights from '@aws-sdk/client-application-insights';
declare const ApplicationInsightsBase: ServiceClass<typeof applicationinsights>;
export class ApplicationInsights extends ApplicationInsightsBase {}
export namespace ApplicationInsights {
  export import Types = applicationinsights;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as applicationsignals from '@aws-sdk/client-application-signals';
declare const ApplicationSignalsBase: ServiceClass<typeof applicationsignals>;
export class ApplicationSignals extends ApplicationSignalsBase {}
export namespace ApplicationSignals {
  export import Types = applicationsignals;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as artifact from '@aws-sdk/client-artifact';
declare const ArtifactBase: ServiceClass<typeof artifact>;
export class Artifact extends ArtifactBase {}
export namespace Artifact {
  export import Types = artifact;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as athena from '@aws-sdk/client-athena';
declare const AthenaBase: ServiceClass<typeof athena>;
export class Athena extends AthenaBase {}
export namespace Athena {
  export import Types = athena;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as auditmanager from '@aws-sdk/client-auditmanager';
declare const AuditManagerBase: ServiceClass<typeof auditmanager>;
export class AuditManager extends AuditManagerBase {}
export namespace AuditManager {
  export import Types = auditmanager;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as augmentedairuntime from '@aws-sdk/client-sagemaker-a2i-runtime';
declare const AugmentedAIRuntimeBase: ServiceClass<typeof augmentedairuntime>;
export class AugmentedAIRuntime extends AugmentedAIRuntimeBase {}
export namespace AugmentedAIRuntime {
  export import Types = augmentedairuntime;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as autoscaling from '@aws-sdk/client-auto-scaling';
declare const AutoScalingBase: ServiceClass<typeof autoscaling>;
export class AutoScaling extends AutoScalingBase {}
export namespace AutoScaling {
  export import Types = autoscaling;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as autoscalingplans from '@aws-sdk/client-auto-scaling-plans';
declare const AutoScalingPlansBase: ServiceClass<typeof autoscalingplans>;
export class AutoScalingPlans extends AutoScalingPlansBase {}
export namespace AutoScalingPlans {
  export import Types = autoscalingplans;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as b2bi from '@aws-sdk/client-b2bi';
declare const B2biBase: ServiceClass<typeof b2bi>;
export class B2bi extends B2biBase {}
export namespace B2bi {
  export import Types = b2bi;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as bcmdataexports from '@aws-sdk/client-bcm-data-exports';
declare const BCMDataExportsBase: ServiceClass<typeof bcmdataexports>;
export class BCMDataExports extends BCMDataExportsBase {}
export namespace BCMDataExports {
  export import Types = bcmdataexports;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as backup from '@aws-sdk/client-backup';
declare const BackupBase: ServiceClass<typeof backup>;
export class Backup extends BackupBase {}
export namespace Backup {
  export import Types = backup;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as backupgateway from '@aws-sdk/client-backup-gateway';
declare const BackupGatewayBase: ServiceClass<typeof backupgateway>;
export class BackupGateway extends BackupGatewayBase {}
export namespace BackupGateway {
  export import Types = backupgateway;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as batch from '@aws-sdk/client-batch';
declare const BatchBase: ServiceClass<typeof batch>;
export class Batch extends BatchBase {}
export namespace Batch {
  export import Types = batch;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as bedrock from '@aws-sdk/client-bedrock';
declare const BedrockBase: ServiceClass<typeof bedrock>;
export class Bedrock extends BedrockBase {}
export namespace Bedrock {
  export import Types = bedrock;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as bedrockagent from '@aws-sdk/client-bedrock-agent';
declare const BedrockAgentBase: ServiceClass<typeof bedrockagent>;
export class BedrockAgent extends BedrockAgentBase {}
export namespace BedrockAgent {
  export import Types = bedrockagent;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as bedrockagentruntime from '@aws-sdk/client-bedrock-agent-runtime';
declare const BedrockAgentRuntimeBase: ServiceClass<typeof bedrockagentruntime>;
export class BedrockAgentRuntime extends BedrockAgentRuntimeBase {}
export namespace BedrockAgentRuntime {
  export import Types = bedrockagentruntime;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as bedrockruntime from '@aws-sdk/client-bedrock-runtime';
declare const BedrockRuntimeBase: ServiceClass<typeof bedrockruntime>;
export class BedrockRuntime extends BedrockRuntimeBase {}
export namespace BedrockRuntime {
  export import Types = bedrockruntime;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as billingconductor from '@aws-sdk/client-billingconductor';
declare const BillingconductorBase: ServiceClass<typeof billingconductor>;
export class Billingconductor extends BillingconductorBase {}
export namespace Billingconductor {
  export import Types = billingconductor;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as braket from '@aws-sdk/client-braket';
declare const BraketBase: ServiceClass<typeof braket>;
export class Braket extends BraketBase {}
export namespace Braket {
  export import Types = braket;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as budgets from '@aws-sdk/client-budgets';
declare const BudgetsBase: ServiceClass<typeof budgets>;
export class Budgets extends BudgetsBase {}
export namespace Budgets {
  export import Types = budgets;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cur from '@aws-sdk/client-cost-and-usage-report-service';
declare const CURBase: ServiceClass<typeof cur>;
export class CUR extends CURBase {}
export namespace CUR {
  export import Types = cur;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as chatbot from '@aws-sdk/client-chatbot';
declare const ChatbotBase: ServiceClass<typeof chatbot>;
export class Chatbot extends ChatbotBase {}
export namespace Chatbot {
  export import Types = chatbot;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as chime from '@aws-sdk/client-chime';
declare const ChimeBase: ServiceClass<typeof chime>;
export class Chime extends ChimeBase {}
export namespace Chime {
  export import Types = chime;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as chimesdkidentity from '@aws-sdk/client-chime-sdk-identity';
declare const ChimeSDKIdentityBase: ServiceClass<typeof chimesdkidentity>;
export class ChimeSDKIdentity extends ChimeSDKIdentityBase {}
export namespace ChimeSDKIdentity {
  export import Types = chimesdkidentity;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as chimesdkmediapipelines from '@aws-sdk/client-chime-sdk-media-pipelines';
declare const ChimeSDKMediaPipelinesBase: ServiceClass<typeof chimesdkmediapipelines>;
export class ChimeSDKMediaPipelines extends ChimeSDKMediaPipelinesBase {}
export namespace ChimeSDKMediaPipelines {
  export import Types = chimesdkmediapipelines;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as chimesdkmeetings from '@aws-sdk/client-chime-sdk-meetings';
declare const ChimeSDKMeetingsBase: ServiceClass<typeof chimesdkmeetings>;
export class ChimeSDKMeetings extends ChimeSDKMeetingsBase {}
export namespace ChimeSDKMeetings {
  export import Types = chimesdkmeetings;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as chimesdkmessaging from '@aws-sdk/client-chime-sdk-messaging';
declare const ChimeSDKMessagingBase: ServiceClass<typeof chimesdkmessaging>;
export class ChimeSDKMessaging extends ChimeSDKMessagingBase {}
export namespace ChimeSDKMessaging {
  export import Types = chimesdkmessaging;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as chimesdkvoice from '@aws-sdk/client-chime-sdk-voice';
declare const ChimeSDKVoiceBase: ServiceClass<typeof chimesdkvoice>;
export class ChimeSDKVoice extends ChimeSDKVoiceBase {}
export namespace ChimeSDKVoice {
  export import Types = chimesdkvoice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cleanrooms from '@aws-sdk/client-cleanrooms';
declare const CleanRoomsBase: ServiceClass<typeof cleanrooms>;
export class CleanRooms extends CleanRoomsBase {}
export namespace CleanRooms {
  export import Types = cleanrooms;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cleanroomsml from '@aws-sdk/client-cleanroomsml';
declare const CleanRoomsMLBase: ServiceClass<typeof cleanroomsml>;
export class CleanRoomsML extends CleanRoomsMLBase {}
export namespace CleanRoomsML {
  export import Types = cleanroomsml;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloud9 from '@aws-sdk/client-cloud9';
declare const Cloud9Base: ServiceClass<typeof cloud9>;
export class Cloud9 extends Cloud9Base {}
export namespace Cloud9 {
  export import Types = cloud9;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudcontrol from '@aws-sdk/client-cloudcontrol';
declare const CloudControlBase: ServiceClass<typeof cloudcontrol>;
export class CloudControl extends CloudControlBase {}
export namespace CloudControl {
  export import Types = cloudcontrol;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as clouddirectory from '@aws-sdk/client-clouddirectory';
declare const CloudDirectoryBase: ServiceClass<typeof clouddirectory>;
export class CloudDirectory extends CloudDirectoryBase {}
export namespace CloudDirectory {
  export import Types = clouddirectory;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudformation from '@aws-sdk/client-cloudformation';
declare const CloudFormationBase: ServiceClass<typeof cloudformation>;
export class CloudFormation extends CloudFormationBase {}
export namespace CloudFormation {
  export import Types = cloudformation;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudfront from '@aws-sdk/client-cloudfront';
declare const CloudFrontBase: ServiceClass<typeof cloudfront>;
export class CloudFront extends CloudFrontBase {}
export namespace CloudFront {
  export import Types = cloudfront;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudhsm from '@aws-sdk/client-cloudhsm';
declare const CloudHSMBase: ServiceClass<typeof cloudhsm>;
export class CloudHSM extends CloudHSMBase {}
export namespace CloudHSM {
  export import Types = cloudhsm;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudhsmv2 from '@aws-sdk/client-cloudhsm-v2';
declare const CloudHSMV2Base: ServiceClass<typeof cloudhsmv2>;
export class CloudHSMV2 extends CloudHSMV2Base {}
export namespace CloudHSMV2 {
  export import Types = cloudhsmv2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudsearch from '@aws-sdk/client-cloudsearch';
declare const CloudSearchBase: ServiceClass<typeof cloudsearch>;
export class CloudSearch extends CloudSearchBase {}
export namespace CloudSearch {
  export import Types = cloudsearch;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudsearchdomain from '@aws-sdk/client-cloudsearch-domain';
declare const CloudSearchDomainBase: ServiceClass<typeof cloudsearchdomain>;
export class CloudSearchDomain extends CloudSearchDomainBase {}
export namespace CloudSearchDomain {
  export import Types = cloudsearchdomain;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
declare const CloudTrailBase: ServiceClass<typeof cloudtrail>;
export class CloudTrail extends CloudTrailBase {}
export namespace CloudTrail {
  export import Types = cloudtrail;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudtraildata from '@aws-sdk/client-cloudtrail-data';
declare const CloudTrailDataBase: ServiceClass<typeof cloudtraildata>;
export class CloudTrailData extends CloudTrailDataBase {}
export namespace CloudTrailData {
  export import Types = cloudtraildata;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
declare const CloudWatchBase: ServiceClass<typeof cloudwatch>;
export class CloudWatch extends CloudWatchBase {}
export namespace CloudWatch {
  export import Types = cloudwatch;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudwatchevents from '@aws-sdk/client-cloudwatch-events';
declare const CloudWatchEventsBase: ServiceClass<typeof cloudwatchevents>;
export class CloudWatchEvents extends CloudWatchEventsBase {}
export namespace CloudWatchEvents {
  export import Types = cloudwatchevents;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cloudwatchlogs from '@aws-sdk/client-cloudwatch-logs';
declare const CloudWatchLogsBase: ServiceClass<typeof cloudwatchlogs>;
export class CloudWatchLogs extends CloudWatchLogsBase {}
export namespace CloudWatchLogs {
  export import Types = cloudwatchlogs;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codeartifact from '@aws-sdk/client-codeartifact';
declare const CodeArtifactBase: ServiceClass<typeof codeartifact>;
export class CodeArtifact extends CodeArtifactBase {}
export namespace CodeArtifact {
  export import Types = codeartifact;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codebuild from '@aws-sdk/client-codebuild';
declare const CodeBuildBase: ServiceClass<typeof codebuild>;
export class CodeBuild extends CodeBuildBase {}
export namespace CodeBuild {
  export import Types = codebuild;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codecatalyst from '@aws-sdk/client-codecatalyst';
declare const CodeCatalystBase: ServiceClass<typeof codecatalyst>;
export class CodeCatalyst extends CodeCatalystBase {}
export namespace CodeCatalyst {
  export import Types = codecatalyst;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codecommit from '@aws-sdk/client-codecommit';
declare const CodeCommitBase: ServiceClass<typeof codecommit>;
export class CodeCommit extends CodeCommitBase {}
export namespace CodeCommit {
  export import Types = codecommit;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codeconnections from '@aws-sdk/client-codeconnections';
declare const CodeConnectionsBase: ServiceClass<typeof codeconnections>;
export class CodeConnections extends CodeConnectionsBase {}
export namespace CodeConnections {
  export import Types = codeconnections;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codedeploy from '@aws-sdk/client-codedeploy';
declare const CodeDeployBase: ServiceClass<typeof codedeploy>;
export class CodeDeploy extends CodeDeployBase {}
export namespace CodeDeploy {
  export import Types = codedeploy;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codeguruprofiler from '@aws-sdk/client-codeguruprofiler';
declare const CodeGuruProfilerBase: ServiceClass<typeof codeguruprofiler>;
export class CodeGuruProfiler extends CodeGuruProfilerBase {}
export namespace CodeGuruProfiler {
  export import Types = codeguruprofiler;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codegurureviewer from '@aws-sdk/client-codeguru-reviewer';
declare const CodeGuruReviewerBase: ServiceClass<typeof codegurureviewer>;
export class CodeGuruReviewer extends CodeGuruReviewerBase {}
export namespace CodeGuruReviewer {
  export import Types = codegurureviewer;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codegurusecurity from '@aws-sdk/client-codeguru-security';
declare const CodeGuruSecurityBase: ServiceClass<typeof codegurusecurity>;
export class CodeGuruSecurity extends CodeGuruSecurityBase {}
export namespace CodeGuruSecurity {
  export import Types = codegurusecurity;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codepipeline from '@aws-sdk/client-codepipeline';
declare const CodePipelineBase: ServiceClass<typeof codepipeline>;
export class CodePipeline extends CodePipelineBase {}
export namespace CodePipeline {
  export import Types = codepipeline;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codestarnotifications from '@aws-sdk/client-codestar-notifications';
declare const CodeStarNotificationsBase: ServiceClass<typeof codestarnotifications>;
export class CodeStarNotifications extends CodeStarNotificationsBase {}
export namespace CodeStarNotifications {
  export import Types = codestarnotifications;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as codestarconnections from '@aws-sdk/client-codestar-connections';
declare const CodeStarconnectionsBase: ServiceClass<typeof codestarconnections>;
export class CodeStarconnections extends CodeStarconnectionsBase {}
export namespace CodeStarconnections {
  export import Types = codestarconnections;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cognitoidentity from '@aws-sdk/client-cognito-identity';
declare const CognitoIdentityBase: ServiceClass<typeof cognitoidentity>;
export class CognitoIdentity extends CognitoIdentityBase {}
export namespace CognitoIdentity {
  export import Types = cognitoidentity;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cognitoidentityserviceprovider from '@aws-sdk/client-cognito-identity-provider';
declare const CognitoIdentityServiceProviderBase: ServiceClass<typeof cognitoidentityserviceprovider>;
export class CognitoIdentityServiceProvider extends CognitoIdentityServiceProviderBase {}
export namespace CognitoIdentityServiceProvider {
  export import Types = cognitoidentityserviceprovider;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as cognitosync from '@aws-sdk/client-cognito-sync';
declare const CognitoSyncBase: ServiceClass<typeof cognitosync>;
export class CognitoSync extends CognitoSyncBase {}
export namespace CognitoSync {
  export import Types = cognitosync;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as comprehend from '@aws-sdk/client-comprehend';
declare const ComprehendBase: ServiceClass<typeof comprehend>;
export class Comprehend extends ComprehendBase {}
export namespace Comprehend {
  export import Types = comprehend;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as comprehendmedical from '@aws-sdk/client-comprehendmedical';
declare const ComprehendMedicalBase: ServiceClass<typeof comprehendmedical>;
export class ComprehendMedical extends ComprehendMedicalBase {}
export namespace ComprehendMedical {
  export import Types = comprehendmedical;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as computeoptimizer from '@aws-sdk/client-compute-optimizer';
declare const ComputeOptimizerBase: ServiceClass<typeof computeoptimizer>;
export class ComputeOptimizer extends ComputeOptimizerBase {}
export namespace ComputeOptimizer {
  export import Types = computeoptimizer;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as configservice from '@aws-sdk/client-config-service';
declare const ConfigServiceBase: ServiceClass<typeof configservice>;
export class ConfigService extends ConfigServiceBase {}
export namespace ConfigService {
  export import Types = configservice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as connect from '@aws-sdk/client-connect';
declare const ConnectBase: ServiceClass<typeof connect>;
export class Connect extends ConnectBase {}
export namespace Connect {
  export import Types = connect;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as connectcampaigns from '@aws-sdk/client-connectcampaigns';
declare const ConnectCampaignsBase: ServiceClass<typeof connectcampaigns>;
export class ConnectCampaigns extends ConnectCampaignsBase {}
export namespace ConnectCampaigns {
  export import Types = connectcampaigns;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as connectcases from '@aws-sdk/client-connectcases';
declare const ConnectCasesBase: ServiceClass<typeof connectcases>;
export class ConnectCases extends ConnectCasesBase {}
export namespace ConnectCases {
  export import Types = connectcases;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as connectcontactlens from '@aws-sdk/client-connect-contact-lens';
declare const ConnectContactLensBase: ServiceClass<typeof connectcontactlens>;
export class ConnectContactLens extends ConnectContactLensBase {}
export namespace ConnectContactLens {
  export import Types = connectcontactlens;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as connectparticipant from '@aws-sdk/client-connectparticipant';
declare const ConnectParticipantBase: ServiceClass<typeof connectparticipant>;
export class ConnectParticipant extends ConnectParticipantBase {}
export namespace ConnectParticipant {
  export import Types = connectparticipant;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as controlcatalog from '@aws-sdk/client-controlcatalog';
declare const ControlCatalogBase: ServiceClass<typeof controlcatalog>;
export class ControlCatalog extends ControlCatalogBase {}
export namespace ControlCatalog {
  export import Types = controlcatalog;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as controltower from '@aws-sdk/client-controltower';
declare const ControlTowerBase: ServiceClass<typeof controltower>;
export class ControlTower extends ControlTowerBase {}
export namespace ControlTower {
  export import Types = controltower;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as costexplorer from '@aws-sdk/client-cost-explorer';
declare const CostExplorerBase: ServiceClass<typeof costexplorer>;
export class CostExplorer extends CostExplorerBase {}
export namespace CostExplorer {
  export import Types = costexplorer;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as costoptimizationhub from '@aws-sdk/client-cost-optimization-hub';
declare const CostOptimizationHubBase: ServiceClass<typeof costoptimizationhub>;
export class CostOptimizationHub extends CostOptimizationHubBase {}
export namespace CostOptimizationHub {
  export import Types = costoptimizationhub;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as customerprofiles from '@aws-sdk/client-customer-profiles';
declare const CustomerProfilesBase: ServiceClass<typeof customerprofiles>;
export class CustomerProfiles extends CustomerProfilesBase {}
export namespace CustomerProfiles {
  export import Types = customerprofiles;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as dax from '@aws-sdk/client-dax';
declare const DAXBase: ServiceClass<typeof dax>;
export class DAX extends DAXBase {}
export namespace DAX {
  export import Types = dax;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as dlm from '@aws-sdk/client-dlm';
declare const DLMBase: ServiceClass<typeof dlm>;
export class DLM extends DLMBase {}
export namespace DLM {
  export import Types = dlm;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as dms from '@aws-sdk/client-database-migration-service';
declare const DMSBase: ServiceClass<typeof dms>;
export class DMS extends DMSBase {}
export namespace DMS {
  export import Types = dms;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as databrew from '@aws-sdk/client-databrew';
declare const DataBrewBase: ServiceClass<typeof databrew>;
export class DataBrew extends DataBrewBase {}
export namespace DataBrew {
  export import Types = databrew;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as dataexchange from '@aws-sdk/client-dataexchange';
declare const DataExchangeBase: ServiceClass<typeof dataexchange>;
export class DataExchange extends DataExchangeBase {}
export namespace DataExchange {
  export import Types = dataexchange;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as datapipeline from '@aws-sdk/client-data-pipeline';
declare const DataPipelineBase: ServiceClass<typeof datapipeline>;
export class DataPipeline extends DataPipelineBase {}
export namespace DataPipeline {
  export import Types = datapipeline;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as datasync from '@aws-sdk/client-datasync';
declare const DataSyncBase: ServiceClass<typeof datasync>;
export class DataSync extends DataSyncBase {}
export namespace DataSync {
  export import Types = datasync;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as datazone from '@aws-sdk/client-datazone';
declare const DataZoneBase: ServiceClass<typeof datazone>;
export class DataZone extends DataZoneBase {}
export namespace DataZone {
  export import Types = datazone;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as deadline from '@aws-sdk/client-deadline';
declare const DeadlineBase: ServiceClass<typeof deadline>;
export class Deadline extends DeadlineBase {}
export namespace Deadline {
  export import Types = deadline;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as detective from '@aws-sdk/client-detective';
declare const DetectiveBase: ServiceClass<typeof detective>;
export class Detective extends DetectiveBase {}
export namespace Detective {
  export import Types = detective;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as devopsguru from '@aws-sdk/client-devops-guru';
declare const DevOpsGuruBase: ServiceClass<typeof devopsguru>;
export class DevOpsGuru extends DevOpsGuruBase {}
export namespace DevOpsGuru {
  export import Types = devopsguru;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as devicefarm from '@aws-sdk/client-device-farm';
declare const DeviceFarmBase: ServiceClass<typeof devicefarm>;
export class DeviceFarm extends DeviceFarmBase {}
export namespace DeviceFarm {
  export import Types = devicefarm;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as directconnect from '@aws-sdk/client-direct-connect';
declare const DirectConnectBase: ServiceClass<typeof directconnect>;
export class DirectConnect extends DirectConnectBase {}
export namespace DirectConnect {
  export import Types = directconnect;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as directoryservice from '@aws-sdk/client-directory-service';
declare const DirectoryServiceBase: ServiceClass<typeof directoryservice>;
export class DirectoryService extends DirectoryServiceBase {}
export namespace DirectoryService {
  export import Types = directoryservice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as discovery from '@aws-sdk/client-application-discovery-service';
declare const DiscoveryBase: ServiceClass<typeof discovery>;
export class Discovery extends DiscoveryBase {}
export namespace Discovery {
  export import Types = discovery;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as docdb from '@aws-sdk/client-docdb';
declare const DocDBBase: ServiceClass<typeof docdb>;
export class DocDB extends DocDBBase {}
export namespace DocDB {
  export import Types = docdb;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as docdbelastic from '@aws-sdk/client-docdb-elastic';
declare const DocDBElasticBase: ServiceClass<typeof docdbelastic>;
export class DocDBElastic extends DocDBElasticBase {}
export namespace DocDBElastic {
  export import Types = docdbelastic;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as drs from '@aws-sdk/client-drs';
declare const DrsBase: ServiceClass<typeof drs>;
export class Drs extends DrsBase {}
export namespace Drs {
  export import Types = drs;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as dynamodb from '@aws-sdk/client-dynamodb';
declare const DynamoDBBase: ServiceClass<typeof dynamodb>;
export class DynamoDB extends DynamoDBBase {}
export namespace DynamoDB {
  export import Types = dynamodb;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as dynamodbstreams from '@aws-sdk/client-dynamodb-streams';
declare const DynamoDBStreamsBase: ServiceClass<typeof dynamodbstreams>;
export class DynamoDBStreams extends DynamoDBStreamsBase {}
export namespace DynamoDBStreams {
  export import Types = dynamodbstreams;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ebs from '@aws-sdk/client-ebs';
declare const EBSBase: ServiceClass<typeof ebs>;
export class EBS extends EBSBase {}
export namespace EBS {
  export import Types = ebs;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ec2instanceconnect from '@aws-sdk/client-ec2-instance-connect';
declare const EC2InstanceConnectBase: ServiceClass<typeof ec2instanceconnect>;
export class EC2InstanceConnect extends EC2InstanceConnectBase {}
export namespace EC2InstanceConnect {
  export import Types = ec2instanceconnect;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ecr from '@aws-sdk/client-ecr';
declare const ECRBase: ServiceClass<typeof ecr>;
export class ECR extends ECRBase {}
export namespace ECR {
  export import Types = ecr;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ecrpublic from '@aws-sdk/client-ecr-public';
declare const ECRPUBLICBase: ServiceClass<typeof ecrpublic>;
export class ECRPUBLIC extends ECRPUBLICBase {}
export namespace ECRPUBLIC {
  export import Types = ecrpublic;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ecs from '@aws-sdk/client-ecs';
declare const ECSBase: ServiceClass<typeof ecs>;
export class ECS extends ECSBase {}
export namespace ECS {
  export import Types = ecs;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as efs from '@aws-sdk/client-efs';
declare const EFSBase: ServiceClass<typeof efs>;
export class EFS extends EFSBase {}
export namespace EFS {
  export import Types = efs;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as eks from '@aws-sdk/client-eks';
declare const EKSBase: ServiceClass<typeof eks>;
export class EKS extends EKSBase {}
export namespace EKS {
  export import Types = eks;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as eksauth from '@aws-sdk/client-eks-auth';
declare const EKSAuthBase: ServiceClass<typeof eksauth>;
export class EKSAuth extends EKSAuthBase {}
export namespace EKSAuth {
  export import Types = eksauth;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as elb from '@aws-sdk/client-elastic-load-balancing';
declare const ELBBase: ServiceClass<typeof elb>;
export class ELB extends ELBBase {}
export namespace ELB {
  export import Types = elb;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
declare const ELBv2Base: ServiceClass<typeof elbv2>;
export class ELBv2 extends ELBv2Base {}
export namespace ELBv2 {
  export import Types = elbv2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as emr from '@aws-sdk/client-emr';
declare const EMRBase: ServiceClass<typeof emr>;
export class EMR extends EMRBase {}
export namespace EMR {
  export import Types = emr;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as emrserverless from '@aws-sdk/client-emr-serverless';
declare const EMRServerlessBase: ServiceClass<typeof emrserverless>;
export class EMRServerless extends EMRServerlessBase {}
export namespace EMRServerless {
  export import Types = emrserverless;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as emrcontainers from '@aws-sdk/client-emr-containers';
declare const EMRcontainersBase: ServiceClass<typeof emrcontainers>;
export class EMRcontainers extends EMRcontainersBase {}
export namespace EMRcontainers {
  export import Types = emrcontainers;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as es from '@aws-sdk/client-elasticsearch-service';
declare const ESBase: ServiceClass<typeof es>;
export class ES extends ESBase {}
export namespace ES {
  export import Types = es;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as elasticache from '@aws-sdk/client-elasticache';
declare const ElastiCacheBase: ServiceClass<typeof elasticache>;
export class ElastiCache extends ElastiCacheBase {}
export namespace ElastiCache {
  export import Types = elasticache;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as elasticbeanstalk from '@aws-sdk/client-elastic-beanstalk';
declare const ElasticBeanstalkBase: ServiceClass<typeof elasticbeanstalk>;
export class ElasticBeanstalk extends ElasticBeanstalkBase {}
export namespace ElasticBeanstalk {
  export import Types = elasticbeanstalk;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as elasticinference from '@aws-sdk/client-elastic-inference';
declare const ElasticInferenceBase: ServiceClass<typeof elasticinference>;
export class ElasticInference extends ElasticInferenceBase {}
export namespace ElasticInference {
  export import Types = elasticinference;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as elastictranscoder from '@aws-sdk/client-elastic-transcoder';
declare const ElasticTranscoderBase: ServiceClass<typeof elastictranscoder>;
export class ElasticTranscoder extends ElasticTranscoderBase {}
export namespace ElasticTranscoder {
  export import Types = elastictranscoder;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as entityresolution from '@aws-sdk/client-entityresolution';
declare const EntityResolutionBase: ServiceClass<typeof entityresolution>;
export class EntityResolution extends EntityResolutionBase {}
export namespace EntityResolution {
  export import Types = entityresolution;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as eventbridge from '@aws-sdk/client-eventbridge';
declare const EventBridgeBase: ServiceClass<typeof eventbridge>;
export class EventBridge extends EventBridgeBase {}
export namespace EventBridge {
  export import Types = eventbridge;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as evidently from '@aws-sdk/client-evidently';
declare const EvidentlyBase: ServiceClass<typeof evidently>;
export class Evidently extends EvidentlyBase {}
export namespace Evidently {
  export import Types = evidently;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as fms from '@aws-sdk/client-fms';
declare const FMSBase: ServiceClass<typeof fms>;
export class FMS extends FMSBase {}
export namespace FMS {
  export import Types = fms;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as fsx from '@aws-sdk/client-fsx';
declare const FSxBase: ServiceClass<typeof fsx>;
export class FSx extends FSxBase {}
export namespace FSx {
  export import Types = fsx;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as finspace from '@aws-sdk/client-finspace';
declare const FinspaceBase: ServiceClass<typeof finspace>;
export class Finspace extends FinspaceBase {}
export namespace Finspace {
  export import Types = finspace;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as finspacedata from '@aws-sdk/client-finspace-data';
declare const FinspacedataBase: ServiceClass<typeof finspacedata>;
export class Finspacedata extends FinspacedataBase {}
export namespace Finspacedata {
  export import Types = finspacedata;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as firehose from '@aws-sdk/client-firehose';
declare const FirehoseBase: ServiceClass<typeof firehose>;
export class Firehose extends FirehoseBase {}
export namespace Firehose {
  export import Types = firehose;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as fis from '@aws-sdk/client-fis';
declare const FisBase: ServiceClass<typeof fis>;
export class Fis extends FisBase {}
export namespace Fis {
  export import Types = fis;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as forecastqueryservice from '@aws-sdk/client-forecastquery';
declare const ForecastQueryServiceBase: ServiceClass<typeof forecastqueryservice>;
export class ForecastQueryService extends ForecastQueryServiceBase {}
export namespace ForecastQueryService {
  export import Types = forecastqueryservice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as forecastservice from '@aws-sdk/client-forecast';
declare const ForecastServiceBase: ServiceClass<typeof forecastservice>;
export class ForecastService extends ForecastServiceBase {}
export namespace ForecastService {
  export import Types = forecastservice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as frauddetector from '@aws-sdk/client-frauddetector';
declare const FraudDetectorBase: ServiceClass<typeof frauddetector>;
export class FraudDetector extends FraudDetectorBase {}
export namespace FraudDetector {
  export import Types = frauddetector;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as freetier from '@aws-sdk/client-freetier';
declare const FreeTierBase: ServiceClass<typeof freetier>;
export class FreeTier extends FreeTierBase {}
export namespace FreeTier {
  export import Types = freetier;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as gamelift from '@aws-sdk/client-gamelift';
declare const GameLiftBase: ServiceClass<typeof gamelift>;
export class GameLift extends GameLiftBase {}
export namespace GameLift {
  export import Types = gamelift;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as glacier from '@aws-sdk/client-glacier';
declare const GlacierBase: ServiceClass<typeof glacier>;
export class Glacier extends GlacierBase {}
export namespace Glacier {
  export import Types = glacier;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as globalaccelerator from '@aws-sdk/client-global-accelerator';
declare const GlobalAcceleratorBase: ServiceClass<typeof globalaccelerator>;
export class GlobalAccelerator extends GlobalAcceleratorBase {}
export namespace GlobalAccelerator {
  export import Types = globalaccelerator;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as glue from '@aws-sdk/client-glue';
declare const GlueBase: ServiceClass<typeof glue>;
export class Glue extends GlueBase {}
export namespace Glue {
  export import Types = glue;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as grafana from '@aws-sdk/client-grafana';
declare const GrafanaBase: ServiceClass<typeof grafana>;
export class Grafana extends GrafanaBase {}
export namespace Grafana {
  export import Types = grafana;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as greengrass from '@aws-sdk/client-greengrass';
declare const GreengrassBase: ServiceClass<typeof greengrass>;
export class Greengrass extends GreengrassBase {}
export namespace Greengrass {
  export import Types = greengrass;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as greengrassv2 from '@aws-sdk/client-greengrassv2';
declare const GreengrassV2Base: ServiceClass<typeof greengrassv2>;
export class GreengrassV2 extends GreengrassV2Base {}
export namespace GreengrassV2 {
  export import Types = greengrassv2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as groundstation from '@aws-sdk/client-groundstation';
declare const GroundStationBase: ServiceClass<typeof groundstation>;
export class GroundStation extends GroundStationBase {}
export namespace GroundStation {
  export import Types = groundstation;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as guardduty from '@aws-sdk/client-guardduty';
declare const GuardDutyBase: ServiceClass<typeof guardduty>;
export class GuardDuty extends GuardDutyBase {}
export namespace GuardDuty {
  export import Types = guardduty;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as health from '@aws-sdk/client-health';
declare const HealthBase: ServiceClass<typeof health>;
export class Health extends HealthBase {}
export namespace Health {
  export import Types = health;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as healthlake from '@aws-sdk/client-healthlake';
declare const HealthLakeBase: ServiceClass<typeof healthlake>;
export class HealthLake extends HealthLakeBase {}
export namespace HealthLake {
  export import Types = healthlake;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ivs from '@aws-sdk/client-ivs';
declare const IVSBase: ServiceClass<typeof ivs>;
export class IVS extends IVSBase {}
export namespace IVS {
  export import Types = ivs;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ivsrealtime from '@aws-sdk/client-ivs-realtime';
declare const IVSRealTimeBase: ServiceClass<typeof ivsrealtime>;
export class IVSRealTime extends IVSRealTimeBase {}
export namespace IVSRealTime {
  export import Types = ivsrealtime;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as identitystore from '@aws-sdk/client-identitystore';
declare const IdentityStoreBase: ServiceClass<typeof identitystore>;
export class IdentityStore extends IdentityStoreBase {}
export namespace IdentityStore {
  export import Types = identitystore;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as imagebuilder from '@aws-sdk/client-imagebuilder';
declare const ImagebuilderBase: ServiceClass<typeof imagebuilder>;
export class Imagebuilder extends ImagebuilderBase {}
export namespace Imagebuilder {
  export import Types = imagebuilder;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as importexport from '@aws-sdk/client-importexport';
declare const ImportExportBase: ServiceClass<typeof importexport>;
export class ImportExport extends ImportExportBase {}
export namespace ImportExport {
  export import Types = importexport;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as inspector from '@aws-sdk/client-inspector';
declare const InspectorBase: ServiceClass<typeof inspector>;
export class Inspector extends InspectorBase {}
export namespace Inspector {
  export import Types = inspector;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as inspector2 from '@aws-sdk/client-inspector2';
declare const Inspector2Base: ServiceClass<typeof inspector2>;
export class Inspector2 extends Inspector2Base {}
export namespace Inspector2 {
  export import Types = inspector2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as inspectorscan from '@aws-sdk/client-inspector-scan';
declare const InspectorScanBase: ServiceClass<typeof inspectorscan>;
export class InspectorScan extends InspectorScanBase {}
export namespace InspectorScan {
  export import Types = inspectorscan;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as internetmonitor from '@aws-sdk/client-internetmonitor';
declare const InternetMonitorBase: ServiceClass<typeof internetmonitor>;
export class InternetMonitor extends InternetMonitorBase {}
export namespace InternetMonitor {
  export import Types = internetmonitor;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iot1clickdevicesservice from '@aws-sdk/client-iot-1click-devices-service';
declare const IoT1ClickDevicesServiceBase: ServiceClass<typeof iot1clickdevicesservice>;
export class IoT1ClickDevicesService extends IoT1ClickDevicesServiceBase {}
export namespace IoT1ClickDevicesService {
  export import Types = iot1clickdevicesservice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iot1clickprojects from '@aws-sdk/client-iot-1click-projects';
declare const IoT1ClickProjectsBase: ServiceClass<typeof iot1clickprojects>;
export class IoT1ClickProjects extends IoT1ClickProjectsBase {}
export namespace IoT1ClickProjects {
  export import Types = iot1clickprojects;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotanalytics from '@aws-sdk/client-iotanalytics';
declare const IoTAnalyticsBase: ServiceClass<typeof iotanalytics>;
export class IoTAnalytics extends IoTAnalyticsBase {}
export namespace IoTAnalytics {
  export import Types = iotanalytics;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotevents from '@aws-sdk/client-iot-events';
declare const IoTEventsBase: ServiceClass<typeof iotevents>;
export class IoTEvents extends IoTEventsBase {}
export namespace IoTEvents {
  export import Types = iotevents;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ioteventsdata from '@aws-sdk/client-iot-events-data';
declare const IoTEventsDataBase: ServiceClass<typeof ioteventsdata>;
export class IoTEventsData extends IoTEventsDataBase {}
export namespace IoTEventsData {
  export import Types = ioteventsdata;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotfleethub from '@aws-sdk/client-iotfleethub';
declare const IoTFleetHubBase: ServiceClass<typeof iotfleethub>;
export class IoTFleetHub extends IoTFleetHubBase {}
export namespace IoTFleetHub {
  export import Types = iotfleethub;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotfleetwise from '@aws-sdk/client-iotfleetwise';
declare const IoTFleetWiseBase: ServiceClass<typeof iotfleetwise>;
export class IoTFleetWise extends IoTFleetWiseBase {}
export namespace IoTFleetWise {
  export import Types = iotfleetwise;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotjobsdataplane from '@aws-sdk/client-iot-jobs-data-plane';
declare const IoTJobsDataPlaneBase: ServiceClass<typeof iotjobsdataplane>;
export class IoTJobsDataPlane extends IoTJobsDataPlaneBase {}
export namespace IoTJobsDataPlane {
  export import Types = iotjobsdataplane;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotsecuretunneling from '@aws-sdk/client-iotsecuretunneling';
declare const IoTSecureTunnelingBase: ServiceClass<typeof iotsecuretunneling>;
export class IoTSecureTunneling extends IoTSecureTunnelingBase {}
export namespace IoTSecureTunneling {
  export import Types = iotsecuretunneling;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotsitewise from '@aws-sdk/client-iotsitewise';
declare const IoTSiteWiseBase: ServiceClass<typeof iotsitewise>;
export class IoTSiteWise extends IoTSiteWiseBase {}
export namespace IoTSiteWise {
  export import Types = iotsitewise;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotthingsgraph from '@aws-sdk/client-iotthingsgraph';
declare const IoTThingsGraphBase: ServiceClass<typeof iotthingsgraph>;
export class IoTThingsGraph extends IoTThingsGraphBase {}
export namespace IoTThingsGraph {
  export import Types = iotthingsgraph;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iottwinmaker from '@aws-sdk/client-iottwinmaker';
declare const IoTTwinMakerBase: ServiceClass<typeof iottwinmaker>;
export class IoTTwinMaker extends IoTTwinMakerBase {}
export namespace IoTTwinMaker {
  export import Types = iottwinmaker;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotwireless from '@aws-sdk/client-iot-wireless';
declare const IoTWirelessBase: ServiceClass<typeof iotwireless>;
export class IoTWireless extends IoTWirelessBase {}
export namespace IoTWireless {
  export import Types = iotwireless;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iot from '@aws-sdk/client-iot';
declare const IotBase: ServiceClass<typeof iot>;
export class Iot extends IotBase {}
export namespace Iot {
  export import Types = iot;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotdata from '@aws-sdk/client-iot-data-plane';
declare const IotDataBase: ServiceClass<typeof iotdata>;
export class IotData extends IotDataBase {}
export namespace IotData {
  export import Types = iotdata;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as iotdeviceadvisor from '@aws-sdk/client-iotdeviceadvisor';
declare const IotDeviceAdvisorBase: ServiceClass<typeof iotdeviceadvisor>;
export class IotDeviceAdvisor extends IotDeviceAdvisorBase {}
export namespace IotDeviceAdvisor {
  export import Types = iotdeviceadvisor;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ivschat from '@aws-sdk/client-ivschat';
declare const IvschatBase: ServiceClass<typeof ivschat>;
export class Ivschat extends IvschatBase {}
export namespace Ivschat {
  export import Types = ivschat;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kms from '@aws-sdk/client-kms';
declare const KMSBase: ServiceClass<typeof kms>;
export class KMS extends KMSBase {}
export namespace KMS {
  export import Types = kms;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kafka from '@aws-sdk/client-kafka';
declare const KafkaBase: ServiceClass<typeof kafka>;
export class Kafka extends KafkaBase {}
export namespace Kafka {
  export import Types = kafka;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kafkaconnect from '@aws-sdk/client-kafkaconnect';
declare const KafkaConnectBase: ServiceClass<typeof kafkaconnect>;
export class KafkaConnect extends KafkaConnectBase {}
export namespace KafkaConnect {
  export import Types = kafkaconnect;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kendra from '@aws-sdk/client-kendra';
declare const KendraBase: ServiceClass<typeof kendra>;
export class Kendra extends KendraBase {}
export namespace Kendra {
  export import Types = kendra;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kendraranking from '@aws-sdk/client-kendra-ranking';
declare const KendraRankingBase: ServiceClass<typeof kendraranking>;
export class KendraRanking extends KendraRankingBase {}
export namespace KendraRanking {
  export import Types = kendraranking;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as keyspaces from '@aws-sdk/client-keyspaces';
declare const KeyspacesBase: ServiceClass<typeof keyspaces>;
export class Keyspaces extends KeyspacesBase {}
export namespace Keyspaces {
  export import Types = keyspaces;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kinesis from '@aws-sdk/client-kinesis';
declare const KinesisBase: ServiceClass<typeof kinesis>;
export class Kinesis extends KinesisBase {}
export namespace Kinesis {
  export import Types = kinesis;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kinesisanalytics from '@aws-sdk/client-kinesis-analytics';
declare const KinesisAnalyticsBase: ServiceClass<typeof kinesisanalytics>;
export class KinesisAnalytics extends KinesisAnalyticsBase {}
export namespace KinesisAnalytics {
  export import Types = kinesisanalytics;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kinesisanalyticsv2 from '@aws-sdk/client-kinesis-analytics-v2';
declare const KinesisAnalyticsV2Base: ServiceClass<typeof kinesisanalyticsv2>;
export class KinesisAnalyticsV2 extends KinesisAnalyticsV2Base {}
export namespace KinesisAnalyticsV2 {
  export import Types = kinesisanalyticsv2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kinesisvideo from '@aws-sdk/client-kinesis-video';
declare const KinesisVideoBase: ServiceClass<typeof kinesisvideo>;
export class KinesisVideo extends KinesisVideoBase {}
export namespace KinesisVideo {
  export import Types = kinesisvideo;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kinesisvideoarchivedmedia from '@aws-sdk/client-kinesis-video-archived-media';
declare const KinesisVideoArchivedMediaBase: ServiceClass<typeof kinesisvideoarchivedmedia>;
export class KinesisVideoArchivedMedia extends KinesisVideoArchivedMediaBase {}
export namespace KinesisVideoArchivedMedia {
  export import Types = kinesisvideoarchivedmedia;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kinesisvideomedia from '@aws-sdk/client-kinesis-video-media';
declare const KinesisVideoMediaBase: ServiceClass<typeof kinesisvideomedia>;
export class KinesisVideoMedia extends KinesisVideoMediaBase {}
export namespace KinesisVideoMedia {
  export import Types = kinesisvideomedia;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kinesisvideosignalingchannels from '@aws-sdk/client-kinesis-video-signaling';
declare const KinesisVideoSignalingChannelsBase: ServiceClass<typeof kinesisvideosignalingchannels>;
export class KinesisVideoSignalingChannels extends KinesisVideoSignalingChannelsBase {}
export namespace KinesisVideoSignalingChannels {
  export import Types = kinesisvideosignalingchannels;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as kinesisvideowebrtcstorage from '@aws-sdk/client-kinesis-video-webrtc-storage';
declare const KinesisVideoWebRTCStorageBase: ServiceClass<typeof kinesisvideowebrtcstorage>;
export class KinesisVideoWebRTCStorage extends KinesisVideoWebRTCStorageBase {}
export namespace KinesisVideoWebRTCStorage {
  export import Types = kinesisvideowebrtcstorage;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as lakeformation from '@aws-sdk/client-lakeformation';
declare const LakeFormationBase: ServiceClass<typeof lakeformation>;
export class LakeFormation extends LakeFormationBase {}
export namespace LakeFormation {
  export import Types = lakeformation;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as lambda from '@aws-sdk/client-lambda';
declare const LambdaBase: ServiceClass<typeof lambda>;
export class Lambda extends LambdaBase {}
export namespace Lambda {
  export import Types = lambda;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as launchwizard from '@aws-sdk/client-launch-wizard';
declare const LaunchWizardBase: ServiceClass<typeof launchwizard>;
export class LaunchWizard extends LaunchWizardBase {}
export namespace LaunchWizard {
  export import Types = launchwizard;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as lexmodelbuildingservice from '@aws-sdk/client-lex-model-building-service';
declare const LexModelBuildingServiceBase: ServiceClass<typeof lexmodelbuildingservice>;
export class LexModelBuildingService extends LexModelBuildingServiceBase {}
export namespace LexModelBuildingService {
  export import Types = lexmodelbuildingservice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as lexmodelsv2 from '@aws-sdk/client-lex-models-v2';
declare const LexModelsV2Base: ServiceClass<typeof lexmodelsv2>;
export class LexModelsV2 extends LexModelsV2Base {}
export namespace LexModelsV2 {
  export import Types = lexmodelsv2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as lexruntime from '@aws-sdk/client-lex-runtime-service';
declare const LexRuntimeBase: ServiceClass<typeof lexruntime>;
export class LexRuntime extends LexRuntimeBase {}
export namespace LexRuntime {
  export import Types = lexruntime;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as lexruntimev2 from '@aws-sdk/client-lex-runtime-v2';
declare const LexRuntimeV2Base: ServiceClass<typeof lexruntimev2>;
export class LexRuntimeV2 extends LexRuntimeV2Base {}
export namespace LexRuntimeV2 {
  export import Types = lexruntimev2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as licensemanager from '@aws-sdk/client-license-manager';
declare const LicenseManagerBase: ServiceClass<typeof licensemanager>;
export class LicenseManager extends LicenseManagerBase {}
export namespace LicenseManager {
  export import Types = licensemanager;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as licensemanagerlinuxsubscriptions from '@aws-sdk/client-license-manager-linux-subscriptions';
declare const LicenseManagerLinuxSubscriptionsBase: ServiceClass<typeof licensemanagerlinuxsubscriptions>;
export class LicenseManagerLinuxSubscriptions extends LicenseManagerLinuxSubscriptionsBase {}
export namespace LicenseManagerLinuxSubscriptions {
  export import Types = licensemanagerlinuxsubscriptions;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as licensemanagerusersubscriptions from '@aws-sdk/client-license-manager-user-subscriptions';
declare const LicenseManagerUserSubscriptionsBase: ServiceClass<typeof licensemanagerusersubscriptions>;
export class LicenseManagerUserSubscriptions extends LicenseManagerUserSubscriptionsBase {}
export namespace LicenseManagerUserSubscriptions {
  export import Types = licensemanagerusersubscriptions;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as lightsail from '@aws-sdk/client-lightsail';
declare const LightsailBase: ServiceClass<typeof lightsail>;
export class Lightsail extends LightsailBase {}
export namespace Lightsail {
  export import Types = lightsail;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as location from '@aws-sdk/client-location';
declare const LocationBase: ServiceClass<typeof location>;
export class Location extends LocationBase {}
export namespace Location {
  export import Types = location;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as lookoutequipment from '@aws-sdk/client-lookoutequipment';
declare const LookoutEquipmentBase: ServiceClass<typeof lookoutequipment>;
export class LookoutEquipment extends LookoutEquipmentBase {}
export namespace LookoutEquipment {
  export import Types = lookoutequipment;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as lookoutmetrics from '@aws-sdk/client-lookoutmetrics';
declare const LookoutMetricsBase: ServiceClass<typeof lookoutmetrics>;
export class LookoutMetrics extends LookoutMetricsBase {}
export namespace LookoutMetrics {
  export import Types = lookoutmetrics;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as lookoutvision from '@aws-sdk/client-lookoutvision';
declare const LookoutVisionBase: ServiceClass<typeof lookoutvision>;
export class LookoutVision extends LookoutVisionBase {}
export namespace LookoutVision {
  export import Types = lookoutvision;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as m2 from '@aws-sdk/client-m2';
declare const M2Base: ServiceClass<typeof m2>;
export class M2 extends M2Base {}
export namespace M2 {
  export import Types = m2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mq from '@aws-sdk/client-mq';
declare const MQBase: ServiceClass<typeof mq>;
export class MQ extends MQBase {}
export namespace MQ {
  export import Types = mq;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mturk from '@aws-sdk/client-mturk';
declare const MTurkBase: ServiceClass<typeof mturk>;
export class MTurk extends MTurkBase {}
export namespace MTurk {
  export import Types = mturk;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mwaa from '@aws-sdk/client-mwaa';
declare const MWAABase: ServiceClass<typeof mwaa>;
export class MWAA extends MWAABase {}
export namespace MWAA {
  export import Types = mwaa;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as machinelearning from '@aws-sdk/client-machine-learning';
declare const MachineLearningBase: ServiceClass<typeof machinelearning>;
export class MachineLearning extends MachineLearningBase {}
export namespace MachineLearning {
  export import Types = machinelearning;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as macie2 from '@aws-sdk/client-macie2';
declare const Macie2Base: ServiceClass<typeof macie2>;
export class Macie2 extends Macie2Base {}
export namespace Macie2 {
  export import Types = macie2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mailmanager from '@aws-sdk/client-mailmanager';
declare const MailManagerBase: ServiceClass<typeof mailmanager>;
export class MailManager extends MailManagerBase {}
export namespace MailManager {
  export import Types = mailmanager;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as managedblockchain from '@aws-sdk/client-managedblockchain';
declare const ManagedBlockchainBase: ServiceClass<typeof managedblockchain>;
export class ManagedBlockchain extends ManagedBlockchainBase {}
export namespace ManagedBlockchain {
  export import Types = managedblockchain;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as managedblockchainquery from '@aws-sdk/client-managedblockchain-query';
declare const ManagedBlockchainQueryBase: ServiceClass<typeof managedblockchainquery>;
export class ManagedBlockchainQuery extends ManagedBlockchainQueryBase {}
export namespace ManagedBlockchainQuery {
  export import Types = managedblockchainquery;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as marketplaceagreement from '@aws-sdk/client-marketplace-agreement';
declare const MarketplaceAgreementBase: ServiceClass<typeof marketplaceagreement>;
export class MarketplaceAgreement extends MarketplaceAgreementBase {}
export namespace MarketplaceAgreement {
  export import Types = marketplaceagreement;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as marketplacecatalog from '@aws-sdk/client-marketplace-catalog';
declare const MarketplaceCatalogBase: ServiceClass<typeof marketplacecatalog>;
export class MarketplaceCatalog extends MarketplaceCatalogBase {}
export namespace MarketplaceCatalog {
  export import Types = marketplacecatalog;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as marketplacecommerceanalytics from '@aws-sdk/client-marketplace-commerce-analytics';
declare const MarketplaceCommerceAnalyticsBase: ServiceClass<typeof marketplacecommerceanalytics>;
export class MarketplaceCommerceAnalytics extends MarketplaceCommerceAnalyticsBase {}
export namespace MarketplaceCommerceAnalytics {
  export import Types = marketplacecommerceanalytics;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as marketplacedeployment from '@aws-sdk/client-marketplace-deployment';
declare const MarketplaceDeploymentBase: ServiceClass<typeof marketplacedeployment>;
export class MarketplaceDeployment extends MarketplaceDeploymentBase {}
export namespace MarketplaceDeployment {
  export import Types = marketplacedeployment;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as marketplaceentitlementservice from '@aws-sdk/client-marketplace-entitlement-service';
declare const MarketplaceEntitlementServiceBase: ServiceClass<typeof marketplaceentitlementservice>;
export class MarketplaceEntitlementService extends MarketplaceEntitlementServiceBase {}
export namespace MarketplaceEntitlementService {
  export import Types = marketplaceentitlementservice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as marketplacemetering from '@aws-sdk/client-marketplace-metering';
declare const MarketplaceMeteringBase: ServiceClass<typeof marketplacemetering>;
export class MarketplaceMetering extends MarketplaceMeteringBase {}
export namespace MarketplaceMetering {
  export import Types = marketplacemetering;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mediaconnect from '@aws-sdk/client-mediaconnect';
declare const MediaConnectBase: ServiceClass<typeof mediaconnect>;
export class MediaConnect extends MediaConnectBase {}
export namespace MediaConnect {
  export import Types = mediaconnect;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mediaconvert from '@aws-sdk/client-mediaconvert';
declare const MediaConvertBase: ServiceClass<typeof mediaconvert>;
export class MediaConvert extends MediaConvertBase {}
export namespace MediaConvert {
  export import Types = mediaconvert;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as medialive from '@aws-sdk/client-medialive';
declare const MediaLiveBase: ServiceClass<typeof medialive>;
export class MediaLive extends MediaLiveBase {}
export namespace MediaLive {
  export import Types = medialive;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mediapackage from '@aws-sdk/client-mediapackage';
declare const MediaPackageBase: ServiceClass<typeof mediapackage>;
export class MediaPackage extends MediaPackageBase {}
export namespace MediaPackage {
  export import Types = mediapackage;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mediapackagev2 from '@aws-sdk/client-mediapackagev2';
declare const MediaPackageV2Base: ServiceClass<typeof mediapackagev2>;
export class MediaPackageV2 extends MediaPackageV2Base {}
export namespace MediaPackageV2 {
  export import Types = mediapackagev2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mediapackagevod from '@aws-sdk/client-mediapackage-vod';
declare const MediaPackageVodBase: ServiceClass<typeof mediapackagevod>;
export class MediaPackageVod extends MediaPackageVodBase {}
export namespace MediaPackageVod {
  export import Types = mediapackagevod;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mediastore from '@aws-sdk/client-mediastore';
declare const MediaStoreBase: ServiceClass<typeof mediastore>;
export class MediaStore extends MediaStoreBase {}
export namespace MediaStore {
  export import Types = mediastore;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mediastoredata from '@aws-sdk/client-mediastore-data';
declare const MediaStoreDataBase: ServiceClass<typeof mediastoredata>;
export class MediaStoreData extends MediaStoreDataBase {}
export namespace MediaStoreData {
  export import Types = mediastoredata;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mediatailor from '@aws-sdk/client-mediatailor';
declare const MediaTailorBase: ServiceClass<typeof mediatailor>;
export class MediaTailor extends MediaTailorBase {}
export namespace MediaTailor {
  export import Types = mediatailor;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as medicalimaging from '@aws-sdk/client-medical-imaging';
declare const MedicalImagingBase: ServiceClass<typeof medicalimaging>;
export class MedicalImaging extends MedicalImagingBase {}
export namespace MedicalImaging {
  export import Types = medicalimaging;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as memorydb from '@aws-sdk/client-memorydb';
declare const MemoryDBBase: ServiceClass<typeof memorydb>;
export class MemoryDB extends MemoryDBBase {}
export namespace MemoryDB {
  export import Types = memorydb;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mgn from '@aws-sdk/client-mgn';
declare const MgnBase: ServiceClass<typeof mgn>;
export class Mgn extends MgnBase {}
export namespace Mgn {
  export import Types = mgn;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as migrationhub from '@aws-sdk/client-migration-hub';
declare const MigrationHubBase: ServiceClass<typeof migrationhub>;
export class MigrationHub extends MigrationHubBase {}
export namespace MigrationHub {
  export import Types = migrationhub;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as migrationhubconfig from '@aws-sdk/client-migrationhub-config';
declare const MigrationHubConfigBase: ServiceClass<typeof migrationhubconfig>;
export class MigrationHubConfig extends MigrationHubConfigBase {}
export namespace MigrationHubConfig {
  export import Types = migrationhubconfig;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as migrationhuborchestrator from '@aws-sdk/client-migrationhuborchestrator';
declare const MigrationHubOrchestratorBase: ServiceClass<typeof migrationhuborchestrator>;
export class MigrationHubOrchestrator extends MigrationHubOrchestratorBase {}
export namespace MigrationHubOrchestrator {
  export import Types = migrationhuborchestrator;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as migrationhubrefactorspaces from '@aws-sdk/client-migration-hub-refactor-spaces';
declare const MigrationHubRefactorSpacesBase: ServiceClass<typeof migrationhubrefactorspaces>;
export class MigrationHubRefactorSpaces extends MigrationHubRefactorSpacesBase {}
export namespace MigrationHubRefactorSpaces {
  export import Types = migrationhubrefactorspaces;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as migrationhubstrategy from '@aws-sdk/client-migrationhubstrategy';
declare const MigrationHubStrategyBase: ServiceClass<typeof migrationhubstrategy>;
export class MigrationHubStrategy extends MigrationHubStrategyBase {}
export namespace MigrationHubStrategy {
  export import Types = migrationhubstrategy;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as mobileanalytics from '@aws-sdk/client-mobile-analytics';
declare const MobileAnalyticsBase: ServiceClass<typeof mobileanalytics>;
export class MobileAnalytics extends MobileAnalyticsBase {}
export namespace MobileAnalytics {
  export import Types = mobileanalytics;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as neptune from '@aws-sdk/client-neptune';
declare const NeptuneBase: ServiceClass<typeof neptune>;
export class Neptune extends NeptuneBase {}
export namespace Neptune {
  export import Types = neptune;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as neptunedata from '@aws-sdk/client-neptunedata';
declare const NeptunedataBase: ServiceClass<typeof neptunedata>;
export class Neptunedata extends NeptunedataBase {}
export namespace Neptunedata {
  export import Types = neptunedata;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as networkfirewall from '@aws-sdk/client-network-firewall';
declare const NetworkFirewallBase: ServiceClass<typeof networkfirewall>;
export class NetworkFirewall extends NetworkFirewallBase {}
export namespace NetworkFirewall {
  export import Types = networkfirewall;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as networkmanager from '@aws-sdk/client-networkmanager';
declare const NetworkManagerBase: ServiceClass<typeof networkmanager>;
export class NetworkManager extends NetworkManagerBase {}
export namespace NetworkManager {
  export import Types = networkmanager;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as networkmonitor from '@aws-sdk/client-networkmonitor';
declare const NetworkMonitorBase: ServiceClass<typeof networkmonitor>;
export class NetworkMonitor extends NetworkMonitorBase {}
export namespace NetworkMonitor {
  export import Types = networkmonitor;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as nimble from '@aws-sdk/client-nimble';
declare const NimbleBase: ServiceClass<typeof nimble>;
export class Nimble extends NimbleBase {}
export namespace Nimble {
  export import Types = nimble;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as oam from '@aws-sdk/client-oam';
declare const OAMBase: ServiceClass<typeof oam>;
export class OAM extends OAMBase {}
export namespace OAM {
  export import Types = oam;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as osis from '@aws-sdk/client-osis';
declare const OSISBase: ServiceClass<typeof osis>;
export class OSIS extends OSISBase {}
export namespace OSIS {
  export import Types = osis;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as omics from '@aws-sdk/client-omics';
declare const OmicsBase: ServiceClass<typeof omics>;
export class Omics extends OmicsBase {}
export namespace Omics {
  export import Types = omics;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as opensearch from '@aws-sdk/client-opensearch';
declare const OpenSearchBase: ServiceClass<typeof opensearch>;
export class OpenSearch extends OpenSearchBase {}
export namespace OpenSearch {
  export import Types = opensearch;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as opensearchserverless from '@aws-sdk/client-opensearchserverless';
declare const OpenSearchServerlessBase: ServiceClass<typeof opensearchserverless>;
export class OpenSearchServerless extends OpenSearchServerlessBase {}
export namespace OpenSearchServerless {
  export import Types = opensearchserverless;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as opsworks from '@aws-sdk/client-opsworks';
declare const OpsWorksBase: ServiceClass<typeof opsworks>;
export class OpsWorks extends OpsWorksBase {}
export namespace OpsWorks {
  export import Types = opsworks;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as opsworkscm from '@aws-sdk/client-opsworkscm';
declare const OpsWorksCMBase: ServiceClass<typeof opsworkscm>;
export class OpsWorksCM extends OpsWorksCMBase {}
export namespace OpsWorksCM {
  export import Types = opsworkscm;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as organizations from '@aws-sdk/client-organizations';
declare const OrganizationsBase: ServiceClass<typeof organizations>;
export class Organizations extends OrganizationsBase {}
export namespace Organizations {
  export import Types = organizations;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as outposts from '@aws-sdk/client-outposts';
declare const OutpostsBase: ServiceClass<typeof outposts>;
export class Outposts extends OutpostsBase {}
export namespace Outposts {
  export import Types = outposts;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as pcs from '@aws-sdk/client-pcs';
declare const PCSBase: ServiceClass<typeof pcs>;
export class PCS extends PCSBase {}
export namespace PCS {
  export import Types = pcs;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as pi from '@aws-sdk/client-pi';
declare const PIBase: ServiceClass<typeof pi>;
export class PI extends PIBase {}
export namespace PI {
  export import Types = pi;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as panorama from '@aws-sdk/client-panorama';
declare const PanoramaBase: ServiceClass<typeof panorama>;
export class Panorama extends PanoramaBase {}
export namespace Panorama {
  export import Types = panorama;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as paymentcryptography from '@aws-sdk/client-payment-cryptography';
declare const PaymentCryptographyBase: ServiceClass<typeof paymentcryptography>;
export class PaymentCryptography extends PaymentCryptographyBase {}
export namespace PaymentCryptography {
  export import Types = paymentcryptography;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as paymentcryptographydata from '@aws-sdk/client-payment-cryptography-data';
declare const PaymentCryptographyDataBase: ServiceClass<typeof paymentcryptographydata>;
export class PaymentCryptographyData extends PaymentCryptographyDataBase {}
export namespace PaymentCryptographyData {
  export import Types = paymentcryptographydata;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as pcaconnectorad from '@aws-sdk/client-pca-connector-ad';
declare const PcaConnectorAdBase: ServiceClass<typeof pcaconnectorad>;
export class PcaConnectorAd extends PcaConnectorAdBase {}
export namespace PcaConnectorAd {
  export import Types = pcaconnectorad;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as pcaconnectorscep from '@aws-sdk/client-pca-connector-scep';
declare const PcaConnectorScepBase: ServiceClass<typeof pcaconnectorscep>;
export class PcaConnectorScep extends PcaConnectorScepBase {}
export namespace PcaConnectorScep {
  export import Types = pcaconnectorscep;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as personalize from '@aws-sdk/client-personalize';
declare const PersonalizeBase: ServiceClass<typeof personalize>;
export class Personalize extends PersonalizeBase {}
export namespace Personalize {
  export import Types = personalize;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as personalizeevents from '@aws-sdk/client-personalize-events';
declare const PersonalizeEventsBase: ServiceClass<typeof personalizeevents>;
export class PersonalizeEvents extends PersonalizeEventsBase {}
export namespace PersonalizeEvents {
  export import Types = personalizeevents;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as personalizeruntime from '@aws-sdk/client-personalize-runtime';
declare const PersonalizeRuntimeBase: ServiceClass<typeof personalizeruntime>;
export class PersonalizeRuntime extends PersonalizeRuntimeBase {}
export namespace PersonalizeRuntime {
  export import Types = personalizeruntime;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as pinpoint from '@aws-sdk/client-pinpoint';
declare const PinpointBase: ServiceClass<typeof pinpoint>;
export class Pinpoint extends PinpointBase {}
export namespace Pinpoint {
  export import Types = pinpoint;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as pinpointemail from '@aws-sdk/client-pinpoint-email';
declare const PinpointEmailBase: ServiceClass<typeof pinpointemail>;
export class PinpointEmail extends PinpointEmailBase {}
export namespace PinpointEmail {
  export import Types = pinpointemail;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as pinpointsmsvoice from '@aws-sdk/client-pinpoint-sms-voice';
declare const PinpointSMSVoiceBase: ServiceClass<typeof pinpointsmsvoice>;
export class PinpointSMSVoice extends PinpointSMSVoiceBase {}
export namespace PinpointSMSVoice {
  export import Types = pinpointsmsvoice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as pinpointsmsvoicev2 from '@aws-sdk/client-pinpoint-sms-voice-v2';
declare const PinpointSMSVoiceV2Base: ServiceClass<typeof pinpointsmsvoicev2>;
export class PinpointSMSVoiceV2 extends PinpointSMSVoiceV2Base {}
export namespace PinpointSMSVoiceV2 {
  export import Types = pinpointsmsvoicev2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as pipes from '@aws-sdk/client-pipes';
declare const PipesBase: ServiceClass<typeof pipes>;
export class Pipes extends PipesBase {}
export namespace Pipes {
  export import Types = pipes;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as polly from '@aws-sdk/client-polly';
declare const PollyBase: ServiceClass<typeof polly>;
export class Polly extends PollyBase {}
export namespace Polly {
  export import Types = polly;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as pricing from '@aws-sdk/client-pricing';
declare const PricingBase: ServiceClass<typeof pricing>;
export class Pricing extends PricingBase {}
export namespace Pricing {
  export import Types = pricing;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as privatenetworks from '@aws-sdk/client-privatenetworks';
declare const PrivateNetworksBase: ServiceClass<typeof privatenetworks>;
export class PrivateNetworks extends PrivateNetworksBase {}
export namespace PrivateNetworks {
  export import Types = privatenetworks;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as proton from '@aws-sdk/client-proton';
declare const ProtonBase: ServiceClass<typeof proton>;
export class Proton extends ProtonBase {}
export namespace Proton {
  export import Types = proton;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as qapps from '@aws-sdk/client-qapps';
declare const QAppsBase: ServiceClass<typeof qapps>;
export class QApps extends QAppsBase {}
export namespace QApps {
  export import Types = qapps;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as qbusiness from '@aws-sdk/client-qbusiness';
declare const QBusinessBase: ServiceClass<typeof qbusiness>;
export class QBusiness extends QBusinessBase {}
export namespace QBusiness {
  export import Types = qbusiness;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as qconnect from '@aws-sdk/client-qconnect';
declare const QConnectBase: ServiceClass<typeof qconnect>;
export class QConnect extends QConnectBase {}
export namespace QConnect {
  export import Types = qconnect;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as qldb from '@aws-sdk/client-qldb';
declare const QLDBBase: ServiceClass<typeof qldb>;
export class QLDB extends QLDBBase {}
export namespace QLDB {
  export import Types = qldb;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as qldbsession from '@aws-sdk/client-qldb-session';
declare const QLDBSessionBase: ServiceClass<typeof qldbsession>;
export class QLDBSession extends QLDBSessionBase {}
export namespace QLDBSession {
  export import Types = qldbsession;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as quicksight from '@aws-sdk/client-quicksight';
declare const QuickSightBase: ServiceClass<typeof quicksight>;
export class QuickSight extends QuickSightBase {}
export namespace QuickSight {
  export import Types = quicksight;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ram from '@aws-sdk/client-ram';
declare const RAMBase: ServiceClass<typeof ram>;
export class RAM extends RAMBase {}
export namespace RAM {
  export import Types = ram;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as rds from '@aws-sdk/client-rds';
declare const RDSBase: ServiceClass<typeof rds>;
export class RDS extends RDSBase {}
export namespace RDS {
  export import Types = rds;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as rdsdataservice from '@aws-sdk/client-rds-data';
declare const RDSDataServiceBase: ServiceClass<typeof rdsdataservice>;
export class RDSDataService extends RDSDataServiceBase {}
export namespace RDSDataService {
  export import Types = rdsdataservice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as rum from '@aws-sdk/client-rum';
declare const RUMBase: ServiceClass<typeof rum>;
export class RUM extends RUMBase {}
export namespace RUM {
  export import Types = rum;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as rbin from '@aws-sdk/client-rbin';
declare const RbinBase: ServiceClass<typeof rbin>;
export class Rbin extends RbinBase {}
export namespace Rbin {
  export import Types = rbin;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as redshift from '@aws-sdk/client-redshift';
declare const RedshiftBase: ServiceClass<typeof redshift>;
export class Redshift extends RedshiftBase {}
export namespace Redshift {
  export import Types = redshift;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as redshiftdata from '@aws-sdk/client-redshift-data';
declare const RedshiftDataBase: ServiceClass<typeof redshiftdata>;
export class RedshiftData extends RedshiftDataBase {}
export namespace RedshiftData {
  export import Types = redshiftdata;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as redshiftserverless from '@aws-sdk/client-redshift-serverless';
declare const RedshiftServerlessBase: ServiceClass<typeof redshiftserverless>;
export class RedshiftServerless extends RedshiftServerlessBase {}
export namespace RedshiftServerless {
  export import Types = redshiftserverless;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as rekognition from '@aws-sdk/client-rekognition';
declare const RekognitionBase: ServiceClass<typeof rekognition>;
export class Rekognition extends RekognitionBase {}
export namespace Rekognition {
  export import Types = rekognition;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as repostspace from '@aws-sdk/client-repostspace';
declare const RepostspaceBase: ServiceClass<typeof repostspace>;
export class Repostspace extends RepostspaceBase {}
export namespace Repostspace {
  export import Types = repostspace;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as resiliencehub from '@aws-sdk/client-resiliencehub';
declare const ResiliencehubBase: ServiceClass<typeof resiliencehub>;
export class Resiliencehub extends ResiliencehubBase {}
export namespace Resiliencehub {
  export import Types = resiliencehub;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as resourceexplorer2 from '@aws-sdk/client-resource-explorer-2';
declare const ResourceExplorer2Base: ServiceClass<typeof resourceexplorer2>;
export class ResourceExplorer2 extends ResourceExplorer2Base {}
export namespace ResourceExplorer2 {
  export import Types = resourceexplorer2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as resourcegroups from '@aws-sdk/client-resource-groups';
declare const ResourceGroupsBase: ServiceClass<typeof resourcegroups>;
export class ResourceGroups extends ResourceGroupsBase {}
export namespace ResourceGroups {
  export import Types = resourcegroups;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as resourcegroupstaggingapi from '@aws-sdk/client-resource-groups-tagging-api';
declare const ResourceGroupsTaggingAPIBase: ServiceClass<typeof resourcegroupstaggingapi>;
export class ResourceGroupsTaggingAPI extends ResourceGroupsTaggingAPIBase {}
export namespace ResourceGroupsTaggingAPI {
  export import Types = resourcegroupstaggingapi;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as robomaker from '@aws-sdk/client-robomaker';
declare const RoboMakerBase: ServiceClass<typeof robomaker>;
export class RoboMaker extends RoboMakerBase {}
export namespace RoboMaker {
  export import Types = robomaker;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as rolesanywhere from '@aws-sdk/client-rolesanywhere';
declare const RolesAnywhereBase: ServiceClass<typeof rolesanywhere>;
export class RolesAnywhere extends RolesAnywhereBase {}
export namespace RolesAnywhere {
  export import Types = rolesanywhere;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as route53 from '@aws-sdk/client-route-53';
declare const Route53Base: ServiceClass<typeof route53>;
export class Route53 extends Route53Base {}
export namespace Route53 {
  export import Types = route53;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as route53domains from '@aws-sdk/client-route-53-domains';
declare const Route53DomainsBase: ServiceClass<typeof route53domains>;
export class Route53Domains extends Route53DomainsBase {}
export namespace Route53Domains {
  export import Types = route53domains;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as route53profiles from '@aws-sdk/client-route53profiles';
declare const Route53ProfilesBase: ServiceClass<typeof route53profiles>;
export class Route53Profiles extends Route53ProfilesBase {}
export namespace Route53Profiles {
  export import Types = route53profiles;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as route53recoverycluster from '@aws-sdk/client-route53-recovery-cluster';
declare const Route53RecoveryClusterBase: ServiceClass<typeof route53recoverycluster>;
export class Route53RecoveryCluster extends Route53RecoveryClusterBase {}
export namespace Route53RecoveryCluster {
  export import Types = route53recoverycluster;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as route53recoverycontrolconfig from '@aws-sdk/client-route53-recovery-control-config';
declare const Route53RecoveryControlConfigBase: ServiceClass<typeof route53recoverycontrolconfig>;
export class Route53RecoveryControlConfig extends Route53RecoveryControlConfigBase {}
export namespace Route53RecoveryControlConfig {
  export import Types = route53recoverycontrolconfig;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as route53recoveryreadiness from '@aws-sdk/client-route53-recovery-readiness';
declare const Route53RecoveryReadinessBase: ServiceClass<typeof route53recoveryreadiness>;
export class Route53RecoveryReadiness extends Route53RecoveryReadinessBase {}
export namespace Route53RecoveryReadiness {
  export import Types = route53recoveryreadiness;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as route53resolver from '@aws-sdk/client-route53resolver';
declare const Route53ResolverBase: ServiceClass<typeof route53resolver>;
export class Route53Resolver extends Route53ResolverBase {}
export namespace Route53Resolver {
  export import Types = route53resolver;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as s3control from '@aws-sdk/client-s3-control';
declare const S3ControlBase: ServiceClass<typeof s3control>;
export class S3Control extends S3ControlBase {}
export namespace S3Control {
  export import Types = s3control;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as s3outposts from '@aws-sdk/client-s3outposts';
declare const S3OutpostsBase: ServiceClass<typeof s3outposts>;
export class S3Outposts extends S3OutpostsBase {}
export namespace S3Outposts {
  export import Types = s3outposts;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ses from '@aws-sdk/client-ses';
declare const SESBase: ServiceClass<typeof ses>;
export class SES extends SESBase {}
export namespace SES {
  export import Types = ses;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as sesv2 from '@aws-sdk/client-sesv2';
declare const SESV2Base: ServiceClass<typeof sesv2>;
export class SESV2 extends SESV2Base {}
export namespace SESV2 {
  export import Types = sesv2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as sms from '@aws-sdk/client-sms';
declare const SMSBase: ServiceClass<typeof sms>;
export class SMS extends SMSBase {}
export namespace SMS {
  export import Types = sms;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as sqs from '@aws-sdk/client-sqs';
declare const SQSBase: ServiceClass<typeof sqs>;
export class SQS extends SQSBase {}
export namespace SQS {
  export import Types = sqs;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ssm from '@aws-sdk/client-ssm';
declare const SSMBase: ServiceClass<typeof ssm>;
export class SSM extends SSMBase {}
export namespace SSM {
  export import Types = ssm;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ssmcontacts from '@aws-sdk/client-ssm-contacts';
declare const SSMContactsBase: ServiceClass<typeof ssmcontacts>;
export class SSMContacts extends SSMContactsBase {}
export namespace SSMContacts {
  export import Types = ssmcontacts;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ssmincidents from '@aws-sdk/client-ssm-incidents';
declare const SSMIncidentsBase: ServiceClass<typeof ssmincidents>;
export class SSMIncidents extends SSMIncidentsBase {}
export namespace SSMIncidents {
  export import Types = ssmincidents;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ssmquicksetup from '@aws-sdk/client-ssm-quicksetup';
declare const SSMQuickSetupBase: ServiceClass<typeof ssmquicksetup>;
export class SSMQuickSetup extends SSMQuickSetupBase {}
export namespace SSMQuickSetup {
  export import Types = ssmquicksetup;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as sso from '@aws-sdk/client-sso';
declare const SSOBase: ServiceClass<typeof sso>;
export class SSO extends SSOBase {}
export namespace SSO {
  export import Types = sso;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ssoadmin from '@aws-sdk/client-sso-admin';
declare const SSOAdminBase: ServiceClass<typeof ssoadmin>;
export class SSOAdmin extends SSOAdminBase {}
export namespace SSOAdmin {
  export import Types = ssoadmin;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ssooidc from '@aws-sdk/client-sso-oidc';
declare const SSOOIDCBase: ServiceClass<typeof ssooidc>;
export class SSOOIDC extends SSOOIDCBase {}
export namespace SSOOIDC {
  export import Types = ssooidc;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as swf from '@aws-sdk/client-swf';
declare const SWFBase: ServiceClass<typeof swf>;
export class SWF extends SWFBase {}
export namespace SWF {
  export import Types = swf;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as sagemaker from '@aws-sdk/client-sagemaker';
declare const SageMakerBase: ServiceClass<typeof sagemaker>;
export class SageMaker extends SageMakerBase {}
export namespace SageMaker {
  export import Types = sagemaker;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as sagemakerfeaturestoreruntime from '@aws-sdk/client-sagemaker-featurestore-runtime';
declare const SageMakerFeatureStoreRuntimeBase: ServiceClass<typeof sagemakerfeaturestoreruntime>;
export class SageMakerFeatureStoreRuntime extends SageMakerFeatureStoreRuntimeBase {}
export namespace SageMakerFeatureStoreRuntime {
  export import Types = sagemakerfeaturestoreruntime;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as sagemakergeospatial from '@aws-sdk/client-sagemaker-geospatial';
declare const SageMakerGeospatialBase: ServiceClass<typeof sagemakergeospatial>;
export class SageMakerGeospatial extends SageMakerGeospatialBase {}
export namespace SageMakerGeospatial {
  export import Types = sagemakergeospatial;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as sagemakermetrics from '@aws-sdk/client-sagemaker-metrics';
declare const SageMakerMetricsBase: ServiceClass<typeof sagemakermetrics>;
export class SageMakerMetrics extends SageMakerMetricsBase {}
export namespace SageMakerMetrics {
  export import Types = sagemakermetrics;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as sagemakerruntime from '@aws-sdk/client-sagemaker-runtime';
declare const SageMakerRuntimeBase: ServiceClass<typeof sagemakerruntime>;
export class SageMakerRuntime extends SageMakerRuntimeBase {}
export namespace SageMakerRuntime {
  export import Types = sagemakerruntime;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as sagemakeredge from '@aws-sdk/client-sagemaker-edge';
declare const SagemakerEdgeBase: ServiceClass<typeof sagemakeredge>;
export class SagemakerEdge extends SagemakerEdgeBase {}
export namespace SagemakerEdge {
  export import Types = sagemakeredge;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as savingsplans from '@aws-sdk/client-savingsplans';
declare const SavingsPlansBase: ServiceClass<typeof savingsplans>;
export class SavingsPlans extends SavingsPlansBase {}
export namespace SavingsPlans {
  export import Types = savingsplans;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as scheduler from '@aws-sdk/client-scheduler';
declare const SchedulerBase: ServiceClass<typeof scheduler>;
export class Scheduler extends SchedulerBase {}
export namespace Scheduler {
  export import Types = scheduler;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as schemas from '@aws-sdk/client-schemas';
declare const SchemasBase: ServiceClass<typeof schemas>;
export class Schemas extends SchemasBase {}
export namespace Schemas {
  export import Types = schemas;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
declare const SecretsManagerBase: ServiceClass<typeof secretsmanager>;
export class SecretsManager extends SecretsManagerBase {}
export namespace SecretsManager {
  export import Types = secretsmanager;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as securityhub from '@aws-sdk/client-securityhub';
declare const SecurityHubBase: ServiceClass<typeof securityhub>;
export class SecurityHub extends SecurityHubBase {}
export namespace SecurityHub {
  export import Types = securityhub;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as securitylake from '@aws-sdk/client-securitylake';
declare const SecurityLakeBase: ServiceClass<typeof securitylake>;
export class SecurityLake extends SecurityLakeBase {}
export namespace SecurityLake {
  export import Types = securitylake;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as serverlessapplicationrepository from '@aws-sdk/client-serverlessapplicationrepository';
declare const ServerlessApplicationRepositoryBase: ServiceClass<typeof serverlessapplicationrepository>;
export class ServerlessApplicationRepository extends ServerlessApplicationRepositoryBase {}
export namespace ServerlessApplicationRepository {
  export import Types = serverlessapplicationrepository;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as servicecatalog from '@aws-sdk/client-service-catalog';
declare const ServiceCatalogBase: ServiceClass<typeof servicecatalog>;
export class ServiceCatalog extends ServiceCatalogBase {}
export namespace ServiceCatalog {
  export import Types = servicecatalog;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as servicecatalogappregistry from '@aws-sdk/client-service-catalog-appregistry';
declare const ServiceCatalogAppRegistryBase: ServiceClass<typeof servicecatalogappregistry>;
export class ServiceCatalogAppRegistry extends ServiceCatalogAppRegistryBase {}
export namespace ServiceCatalogAppRegistry {
  export import Types = servicecatalogappregistry;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as servicediscovery from '@aws-sdk/client-servicediscovery';
declare const ServiceDiscoveryBase: ServiceClass<typeof servicediscovery>;
export class ServiceDiscovery extends ServiceDiscoveryBase {}
export namespace ServiceDiscovery {
  export import Types = servicediscovery;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as servicequotas from '@aws-sdk/client-service-quotas';
declare const ServiceQuotasBase: ServiceClass<typeof servicequotas>;
export class ServiceQuotas extends ServiceQuotasBase {}
export namespace ServiceQuotas {
  export import Types = servicequotas;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as shield from '@aws-sdk/client-shield';
declare const ShieldBase: ServiceClass<typeof shield>;
export class Shield extends ShieldBase {}
export namespace Shield {
  export import Types = shield;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as signer from '@aws-sdk/client-signer';
declare const SignerBase: ServiceClass<typeof signer>;
export class Signer extends SignerBase {}
export namespace Signer {
  export import Types = signer;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as simspaceweaver from '@aws-sdk/client-simspaceweaver';
declare const SimSpaceWeaverBase: ServiceClass<typeof simspaceweaver>;
export class SimSpaceWeaver extends SimSpaceWeaverBase {}
export namespace SimSpaceWeaver {
  export import Types = simspaceweaver;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as simpledb from '@aws-sdk/client-simpledb';
declare const SimpleDBBase: ServiceClass<typeof simpledb>;
export class SimpleDB extends SimpleDBBase {}
export namespace SimpleDB {
  export import Types = simpledb;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as snowdevicemanagement from '@aws-sdk/client-snow-device-management';
declare const SnowDeviceManagementBase: ServiceClass<typeof snowdevicemanagement>;
export class SnowDeviceManagement extends SnowDeviceManagementBase {}
export namespace SnowDeviceManagement {
  export import Types = snowdevicemanagement;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as snowball from '@aws-sdk/client-snowball';
declare const SnowballBase: ServiceClass<typeof snowball>;
export class Snowball extends SnowballBase {}
export namespace Snowball {
  export import Types = snowball;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as ssmsap from '@aws-sdk/client-ssm-sap';
declare const SsmSapBase: ServiceClass<typeof ssmsap>;
export class SsmSap extends SsmSapBase {}
export namespace SsmSap {
  export import Types = ssmsap;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as stepfunctions from '@aws-sdk/client-sfn';
declare const StepFunctionsBase: ServiceClass<typeof stepfunctions>;
export class StepFunctions extends StepFunctionsBase {}
export namespace StepFunctions {
  export import Types = stepfunctions;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as storagegateway from '@aws-sdk/client-storage-gateway';
declare const StorageGatewayBase: ServiceClass<typeof storagegateway>;
export class StorageGateway extends StorageGatewayBase {}
export namespace StorageGateway {
  export import Types = storagegateway;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as supplychain from '@aws-sdk/client-supplychain';
declare const SupplyChainBase: ServiceClass<typeof supplychain>;
export class SupplyChain extends SupplyChainBase {}
export namespace SupplyChain {
  export import Types = supplychain;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as support from '@aws-sdk/client-support';
declare const SupportBase: ServiceClass<typeof support>;
export class Support extends SupportBase {}
export namespace Support {
  export import Types = support;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as supportapp from '@aws-sdk/client-support-app';
declare const SupportAppBase: ServiceClass<typeof supportapp>;
export class SupportApp extends SupportAppBase {}
export namespace SupportApp {
  export import Types = supportapp;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as synthetics from '@aws-sdk/client-synthetics';
declare const SyntheticsBase: ServiceClass<typeof synthetics>;
export class Synthetics extends SyntheticsBase {}
export namespace Synthetics {
  export import Types = synthetics;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as taxsettings from '@aws-sdk/client-taxsettings';
declare const TaxSettingsBase: ServiceClass<typeof taxsettings>;
export class TaxSettings extends TaxSettingsBase {}
export namespace TaxSettings {
  export import Types = taxsettings;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as textract from '@aws-sdk/client-textract';
declare const TextractBase: ServiceClass<typeof textract>;
export class Textract extends TextractBase {}
export namespace Textract {
  export import Types = textract;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as timestreaminfluxdb from '@aws-sdk/client-timestream-influxdb';
declare const TimestreamInfluxDBBase: ServiceClass<typeof timestreaminfluxdb>;
export class TimestreamInfluxDB extends TimestreamInfluxDBBase {}
export namespace TimestreamInfluxDB {
  export import Types = timestreaminfluxdb;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as timestreamquery from '@aws-sdk/client-timestream-query';
declare const TimestreamQueryBase: ServiceClass<typeof timestreamquery>;
export class TimestreamQuery extends TimestreamQueryBase {}
export namespace TimestreamQuery {
  export import Types = timestreamquery;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as timestreamwrite from '@aws-sdk/client-timestream-write';
declare const TimestreamWriteBase: ServiceClass<typeof timestreamwrite>;
export class TimestreamWrite extends TimestreamWriteBase {}
export namespace TimestreamWrite {
  export import Types = timestreamwrite;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as tnb from '@aws-sdk/client-tnb';
declare const TnbBase: ServiceClass<typeof tnb>;
export class Tnb extends TnbBase {}
export namespace Tnb {
  export import Types = tnb;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as transcribeservice from '@aws-sdk/client-transcribe';
declare const TranscribeServiceBase: ServiceClass<typeof transcribeservice>;
export class TranscribeService extends TranscribeServiceBase {}
export namespace TranscribeService {
  export import Types = transcribeservice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as transfer from '@aws-sdk/client-transfer';
declare const TransferBase: ServiceClass<typeof transfer>;
export class Transfer extends TransferBase {}
export namespace Transfer {
  export import Types = transfer;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as translate from '@aws-sdk/client-translate';
declare const TranslateBase: ServiceClass<typeof translate>;
export class Translate extends TranslateBase {}
export namespace Translate {
  export import Types = translate;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as trustedadvisor from '@aws-sdk/client-trustedadvisor';
declare const TrustedAdvisorBase: ServiceClass<typeof trustedadvisor>;
export class TrustedAdvisor extends TrustedAdvisorBase {}
export namespace TrustedAdvisor {
  export import Types = trustedadvisor;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as vpclattice from '@aws-sdk/client-vpc-lattice';
declare const VPCLatticeBase: ServiceClass<typeof vpclattice>;
export class VPCLattice extends VPCLatticeBase {}
export namespace VPCLattice {
  export import Types = vpclattice;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as verifiedpermissions from '@aws-sdk/client-verifiedpermissions';
declare const VerifiedPermissionsBase: ServiceClass<typeof verifiedpermissions>;
export class VerifiedPermissions extends VerifiedPermissionsBase {}
export namespace VerifiedPermissions {
  export import Types = verifiedpermissions;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as voiceid from '@aws-sdk/client-voice-id';
declare const VoiceIDBase: ServiceClass<typeof voiceid>;
export class VoiceID extends VoiceIDBase {}
export namespace VoiceID {
  export import Types = voiceid;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as waf from '@aws-sdk/client-waf';
declare const WAFBase: ServiceClass<typeof waf>;
export class WAF extends WAFBase {}
export namespace WAF {
  export import Types = waf;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as wafregional from '@aws-sdk/client-waf-regional';
declare const WAFRegionalBase: ServiceClass<typeof wafregional>;
export class WAFRegional extends WAFRegionalBase {}
export namespace WAFRegional {
  export import Types = wafregional;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as wafv2 from '@aws-sdk/client-wafv2';
declare const WAFV2Base: ServiceClass<typeof wafv2>;
export class WAFV2 extends WAFV2Base {}
export namespace WAFV2 {
  export import Types = wafv2;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as wellarchitected from '@aws-sdk/client-wellarchitected';
declare const WellArchitectedBase: ServiceClass<typeof wellarchitected>;
export class WellArchitected extends WellArchitectedBase {}
export namespace WellArchitected {
  export import Types = wellarchitected;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as wisdom from '@aws-sdk/client-wisdom';
declare const WisdomBase: ServiceClass<typeof wisdom>;
export class Wisdom extends WisdomBase {}
export namespace Wisdom {
  export import Types = wisdom;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as workdocs from '@aws-sdk/client-workdocs';
declare const WorkDocsBase: ServiceClass<typeof workdocs>;
export class WorkDocs extends WorkDocsBase {}
export namespace WorkDocs {
  export import Types = workdocs;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as worklink from '@aws-sdk/client-worklink';
declare const WorkLinkBase: ServiceClass<typeof worklink>;
export class WorkLink extends WorkLinkBase {}
export namespace WorkLink {
  export import Types = worklink;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as workmail from '@aws-sdk/client-workmail';
declare const WorkMailBase: ServiceClass<typeof workmail>;
export class WorkMail extends WorkMailBase {}
export namespace WorkMail {
  export import Types = workmail;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as workmailmessageflow from '@aws-sdk/client-workmailmessageflow';
declare const WorkMailMessageFlowBase: ServiceClass<typeof workmailmessageflow>;
export class WorkMailMessageFlow extends WorkMailMessageFlowBase {}
export namespace WorkMailMessageFlow {
  export import Types = workmailmessageflow;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as workspaces from '@aws-sdk/client-workspaces';
declare const WorkSpacesBase: ServiceClass<typeof workspaces>;
export class WorkSpaces extends WorkSpacesBase {}
export namespace WorkSpaces {
  export import Types = workspaces;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as workspacesthinclient from '@aws-sdk/client-workspaces-thin-client';
declare const WorkSpacesThinClientBase: ServiceClass<typeof workspacesthinclient>;
export class WorkSpacesThinClient extends WorkSpacesThinClientBase {}
export namespace WorkSpacesThinClient {
  export import Types = workspacesthinclient;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as workspacesweb from '@aws-sdk/client-workspaces-web';
declare const WorkSpacesWebBase: ServiceClass<typeof workspacesweb>;
export class WorkSpacesWeb extends WorkSpacesWebBase {}
export namespace WorkSpacesWeb {
  export import Types = workspacesweb;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

// @ts-ignore
import * as xray from '@aws-sdk/client-xray';
declare const XRayBase: ServiceClass<typeof xray>;
export class XRay extends XRayBase {}
export namespace XRay {
  export import Types = xray;
  export type ClientConfiguration = ServiceConfigurationOptions;
}

export {};
