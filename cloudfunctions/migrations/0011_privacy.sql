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
ALTER TABLE "access_log" ADD COLUMN "field" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "purpose" text;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "words" text;--> statement-breakpoint
CREATE INDEX "corrections_person" ON "corrections" USING btree ("person_id","field");--> statement-breakpoint
CREATE INDEX "list_approvals_waiting" ON "list_approvals" USING btree ("place_id","id") WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX "list_approvals_asker" ON "list_approvals" USING btree ("asked_by","id");--> statement-breakpoint
CREATE INDEX "access_log_reveals" ON "access_log" USING btree ("viewer_id","at") WHERE what = 'person.field';