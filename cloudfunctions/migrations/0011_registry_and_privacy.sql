CREATE TABLE "corrections" (
	"order_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"field" text NOT NULL,
	"value_sealed" text,
	"outcome" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "corrections_order_id_person_id_pk" PRIMARY KEY("order_id","person_id"),
	CONSTRAINT "corrections_field" CHECK ("corrections"."field" in ('name', 'idNumber', 'phone', 'birthDate', 'sex', 'ethnicity', 'politicalStatus', 'maritalStatus', 'education', 'occupation', 'hukouAddress', 'contactName', 'contactPhone', 'careDependence', 'illness', 'disability', 'remark'))
);
--> statement-breakpoint
CREATE TABLE "list_approvals" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"purpose" text NOT NULL,
	"people" integer NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "list_approvals_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "list_approvals_state" CHECK ("list_approvals"."state" in ('asked', 'approved', 'refused')),
	CONSTRAINT "list_approvals_kind" CHECK ("list_approvals"."kind" in ('residents')),
	CONSTRAINT "list_approvals_purpose" CHECK ("list_approvals"."purpose" in ('care', 'emergency', 'benefit', 'statistics', 'vaccination')),
	CONSTRAINT "list_approvals_decided" CHECK (("list_approvals"."state" = 'asked') = ("list_approvals"."decided_at" is null)),
	CONSTRAINT "list_approvals_second" CHECK ("list_approvals"."decided_by" is null or "list_approvals"."decided_by" <> "list_approvals"."asked_by"),
	CONSTRAINT "list_approvals_used" CHECK ("list_approvals"."used_at" is null or "list_approvals"."state" = 'approved')
);
--> statement-breakpoint
CREATE TABLE "home_claims" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"grid_id" uuid NOT NULL,
	"home_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"name_sealed" text,
	"relation" text NOT NULL,
	"state" text NOT NULL,
	"is_automatic" boolean NOT NULL,
	"is_seen_in_person" boolean NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "home_claims_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "home_claims_state" CHECK ("home_claims"."state" in ('pending', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "home_claims_relation" CHECK ("home_claims"."relation" in ('owner', 'tenant', 'family')),
	CONSTRAINT "home_claims_decided" CHECK (("home_claims"."state" in ('approved', 'refused')) = ("home_claims"."decided_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"towards_id" uuid,
	"text_version" text NOT NULL,
	"given_by" uuid NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" uuid,
	CONSTRAINT "consents_purpose" CHECK ("consents"."purpose" in ('health', 'guardian', 'location', 'minor', 'contact'))
);
--> statement-breakpoint
CREATE TABLE "person_values" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"field" text NOT NULL,
	"plain" text,
	"sealed" text,
	"digest" text,
	"state" text NOT NULL,
	"source" text NOT NULL,
	"source_ref" text,
	"community_id" uuid,
	"actor_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"erased_at" timestamp (3) with time zone,
	CONSTRAINT "person_values_state" CHECK ("person_values"."state" in ('current', 'conflicting', 'superseded', 'rejected')),
	CONSTRAINT "person_values_field" CHECK ("person_values"."field" in ('name', 'idNumber', 'phone', 'birthDate', 'sex', 'ethnicity', 'politicalStatus', 'maritalStatus', 'education', 'occupation', 'hukouAddress', 'contactName', 'contactPhone', 'careDependence', 'illness', 'disability', 'remark')),
	CONSTRAINT "person_values_source" CHECK ("person_values"."source" in ('import', 'self', 'wechat', 'gridWorker', 'secretary')),
	CONSTRAINT "person_values_told" CHECK (case when "person_values"."erased_at" is null then ("person_values"."plain" is null) <> ("person_values"."sealed" is null)
        else "person_values"."plain" is null and "person_values"."sealed" is null and "person_values"."digest" is null end)
);
--> statement-breakpoint
CREATE TABLE "registry_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"community_id" uuid,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"name" text,
	"action" text NOT NULL,
	"source" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "registry_history_subject" CHECK ("registry_history"."subject" in ('value', 'tag', 'residency', 'guardianship', 'person')),
	CONSTRAINT "registry_history_action" CHECK ("registry_history"."action" in ('set', 'dispute', 'choose', 'reject', 'erase', 'tag', 'untag', 'moveIn', 'moveOut', 'entrust', 'release', 'merge', 'split', 'die'))
);
--> statement-breakpoint
CREATE TABLE "guardianships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"guardian_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"state" text NOT NULL,
	"consent_id" uuid,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"since" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "guardianships_state" CHECK ("guardianships"."state" in ('asked', 'active', 'ended')),
	CONSTRAINT "guardianships_not_self" CHECK ("guardianships"."person_id" <> "guardianships"."guardian_id"),
	CONSTRAINT "guardianships_consented" CHECK ("guardianships"."state" <> 'active' or "guardianships"."consent_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "residents" (
	"community_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"grid_id" uuid NOT NULL,
	"home_id" uuid NOT NULL,
	"home_label" text NOT NULL,
	"name" text NOT NULL,
	"birth_date" date,
	"sex" text,
	"tags" text[] NOT NULL,
	"phone_tail" text,
	"grams" text[] NOT NULL,
	"left_at" timestamp (3) with time zone,
	CONSTRAINT "residents_community_id_person_id_pk" PRIMARY KEY("community_id","person_id"),
	CONSTRAINT "residents_sex" CHECK ("residents"."sex" is null or "residents"."sex" in ('male', 'female'))
);
--> statement-breakpoint
CREATE TABLE "tag_counts" (
	"community_id" uuid NOT NULL,
	"grid_id" uuid NOT NULL,
	"tag" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "tag_counts_community_id_grid_id_tag_pk" PRIMARY KEY("community_id","grid_id","tag"),
	CONSTRAINT "tag_counts_count" CHECK ("tag_counts"."count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "person_tags" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"tag" text NOT NULL,
	"source" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone,
	"added_by" uuid NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "person_tags_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "person_tags_tag" CHECK ("person_tags"."tag" in ('livesAlone', 'emptyNest', 'disabled', 'dependent', 'lowIncome', 'lowIncomeMargin', 'extremePoor', 'veteran', 'partyMember', 'leftBehindChild', 'familyPlanning', 'floating', 'keyCare'))
);
--> statement-breakpoint
ALTER TABLE "people" DROP CONSTRAINT "people_state";--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "field" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "purpose" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "words" text;--> statement-breakpoint
ALTER TABLE "residencies" ADD COLUMN "share" integer;--> statement-breakpoint
ALTER TABLE "residencies" ADD COLUMN "is_head" boolean NOT NULL DEFAULT false;--> statement-breakpoint
ALTER TABLE "residencies" ALTER COLUMN "is_head" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "residencies" ADD COLUMN "lives_there" boolean NOT NULL DEFAULT true;--> statement-breakpoint
ALTER TABLE "residencies" ALTER COLUMN "lives_there" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "birth_date" date;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "sex" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "died_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "corrections_person" ON "corrections" USING btree ("person_id","field");--> statement-breakpoint
CREATE INDEX "list_approvals_waiting" ON "list_approvals" USING btree ("place_id","id") WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX "list_approvals_asker" ON "list_approvals" USING btree ("asked_by","id");--> statement-breakpoint
CREATE UNIQUE INDEX "home_claims_once" ON "home_claims" USING btree ("community_id","person_id","home_id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "home_claims_grid" ON "home_claims" USING btree ("grid_id","id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "home_claims_person" ON "home_claims" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consents_once" ON "consents" USING btree ("person_id","purpose",coalesce(towards_id, person_id)) WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_values_current" ON "person_values" USING btree ("person_id","field") WHERE state = 'current';--> statement-breakpoint
CREATE INDEX "person_values_person" ON "person_values" USING btree ("person_id","field");--> statement-breakpoint
CREATE INDEX "registry_history_person" ON "registry_history" USING btree ("person_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "guardianships_once" ON "guardianships" USING btree ("person_id","guardian_id") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "guardianships_guardian" ON "guardianships" USING btree ("guardian_id");--> statement-breakpoint
CREATE INDEX "residents_person" ON "residents" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "residents_grams" ON "residents" USING gin ("grams") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "residents_phone" ON "residents" USING btree ("community_id","phone_tail") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "residents_grid" ON "residents" USING btree ("grid_id","home_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "residents_birth" ON "residents" USING btree ("community_id","birth_date") WHERE left_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_tags_once" ON "person_tags" USING btree ("community_id","person_id","tag") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "person_tags_lapsing" ON "person_tags" USING btree ("valid_until") WHERE ended_at is null and valid_until is not null;--> statement-breakpoint
CREATE INDEX "access_log_reveals" ON "access_log" USING btree ("viewer_id","at") WHERE what = 'person.field';--> statement-breakpoint
CREATE UNIQUE INDEX "residencies_once" ON "residencies" USING btree ("community_id","home_id","person_id") WHERE until is null;--> statement-breakpoint
ALTER TABLE "residencies" ADD CONSTRAINT "residencies_source" CHECK ("residencies"."source" in ('import', 'self', 'wechat', 'gridWorker', 'secretary'));--> statement-breakpoint
ALTER TABLE "residencies" ADD CONSTRAINT "residencies_share" CHECK ("residencies"."share" is null or ("residencies"."relation" = 'owner' and "residencies"."share" between 1 and 10000));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_merged" CHECK (("people"."state" = 'merged') = ("people"."merged_into" is not null));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_state" CHECK ("people"."state" in ('active', 'closed', 'merged', 'deceased'));