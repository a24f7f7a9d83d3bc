// Written by test/aws-sdk-types: the names of SDK v2's shapes, for programs that import them.
// @ts-ignore: where it is not installed, its operations take and give anything.
import type * as v3 from '@aws-sdk/client-sts';
import type { Input, Output, ServiceClass, ServiceConfigurationOptions } from '../service';
import * as more from './sts-methods';

declare const Base: ServiceClass<typeof v3, more.STSMethods>;

export class STS extends Base {}

export namespace STS {
  export import Types = STS;
  export type ClientConfiguration = ServiceConfigurationOptions;
  export type AssumeRoleRequest = Input<v3.AssumeRoleRequest>;
  export type AssumeRoleResponse = Output<v3.AssumeRoleResponse>;
  export type AssumeRoleWithSAMLRequest = Input<v3.AssumeRoleWithSAMLRequest>;
  export type AssumeRoleWithSAMLResponse = Output<v3.AssumeRoleWithSAMLResponse>;
  export type AssumeRoleWithWebIdentityRequest = Input<v3.AssumeRoleWithWebIdentityRequest>;
  export type AssumeRoleWithWebIdentityResponse = Output<v3.AssumeRoleWithWebIdentityResponse>;
  export type AssumedRoleUser = v3.AssumedRoleUser;
  export type Audience = string;
  export type Credentials = v3.Credentials;
  export type DecodeAuthorizationMessageRequest = Input<v3.DecodeAuthorizationMessageRequest>;
  export type DecodeAuthorizationMessageResponse = Output<v3.DecodeAuthorizationMessageResponse>;
  export type FederatedUser = v3.FederatedUser;
  export type GetAccessKeyInfoRequest = Input<v3.GetAccessKeyInfoRequest>;
  export type GetAccessKeyInfoResponse = Output<v3.GetAccessKeyInfoResponse>;
  export type GetCallerIdentityRequest = Input<v3.GetCallerIdentityRequest>;
  export type GetCallerIdentityResponse = Output<v3.GetCallerIdentityResponse>;
  export type GetFederationTokenRequest = Input<v3.GetFederationTokenRequest>;
  export type GetFederationTokenResponse = Output<v3.GetFederationTokenResponse>;
  export type GetSessionTokenRequest = Input<v3.GetSessionTokenRequest>;
  export type GetSessionTokenResponse = Output<v3.GetSessionTokenResponse>;
  export type Issuer = string;
  export type NameQualifier = string;
  export type PolicyDescriptorType = v3.PolicyDescriptorType;
  export type ProvidedContext = v3.ProvidedContext;
  export type ProvidedContextsListType = ProvidedContext[];
  export type SAMLAssertionType = string;
  export type Subject = string;
  export type SubjectType = string;
  export type Tag = v3.Tag;
  export type accessKeyIdType = string;
  export type accessKeySecretType = string;
  export type accountType = string;
  export type arnType = string;
  export type assumedRoleIdType = string;
  export type clientTokenType = string;
  export type contextAssertionType = string;
  export type dateType = Date;
  export type decodedMessageType = string;
  export type durationSecondsType = number;
  export type encodedMessageType = string;
  export type externalIdType = string;
  export type federatedIdType = string;
  export type nonNegativeIntegerType = number;
  export type policyDescriptorListType = PolicyDescriptorType[];
  export type roleDurationSecondsType = number;
  export type roleSessionNameType = string;
  export type serialNumberType = string;
  export type sessionPolicyDocumentType = string;
  export type sourceIdentityType = string;
  export type tagKeyListType = tagKeyType[];
  export type tagKeyType = string;
  export type tagListType = Tag[];
  export type tagValueType = string;
  export type tokenCodeType = string;
  export type tokenType = string;
  export type unrestrictedSessionPolicyDocumentType = string;
  export type urlType = string;
  export type userIdType = string;
  export type userNameType = string;
  export type webIdentitySubjectType = string;
  export type apiVersion = string;
}

export {};
