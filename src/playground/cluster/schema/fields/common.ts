/** The fields of ConfigMaps, Secrets, Namespaces, ServiceAccounts, and the metadata all objects have (API reference v1.36), in the notation of ../read-fields.ts. */
export const commonFields = `
ConfigMap binaryData:{bytes} data:{} immutable:bool metadata:ObjectMeta
ObjectMeta annotations:{} creationTimestamp:time deletionGracePeriodSeconds:int64
  deletionTimestamp:time finalizers:[]+ generateName generation:int64 labels:{}
  managedFields:[ManagedFieldsEntry] name namespace ownerReferences:[OwnerReference]{uid}
  resourceVersion selfLink uid
OwnerReference ! apiVersion blockOwnerDeletion:bool controller:bool kind name uid
ManagedFieldsEntry apiVersion fieldsType fieldsV1:any manager operation subresource time:time
Secret data:{bytes} immutable:bool metadata:ObjectMeta stringData:{} type
Namespace metadata:ObjectMeta spec:NamespaceSpec status:NamespaceStatus
NamespaceSpec finalizers:[]
NamespaceStatus conditions:[NamespaceCondition]{type} phase
NamespaceCondition lastTransitionTime:time message reason status type
ServiceAccount automountServiceAccountToken:bool imagePullSecrets:[LocalObjectReference]
  metadata:ObjectMeta secrets:[ObjectReference]{name}
ObjectReference ! apiVersion fieldPath kind name namespace resourceVersion uid
LocalObjectReference ! name
`;
