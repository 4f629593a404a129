CREATE TABLE "duty_shifts" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"removed_by" uuid,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "duty_shifts_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "duty_shifts_length" CHECK ("duty_shifts"."ends_at" > "duty_shifts"."starts_at" and "duty_shifts"."ends_at" <= "duty_shifts"."starts_at" + interval '24 hours')
);
--> statement-breakpoint
CREATE TABLE "place_history" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"action" text NOT NULL,
	"before" text,
	"after" text,
	"actor_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "place_history_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "place_history_action" CHECK ("place_history"."action" in ('border', 'add', 'rename', 'retire'))
);
--> statement-breakpoint
ALTER TABLE "consents" DROP CONSTRAINT "consents_purpose";--> statement-breakpoint
ALTER TABLE "role_grants" DROP CONSTRAINT "role_grants_role";--> statement-breakpoint
CREATE INDEX "duty_shifts_place" ON "duty_shifts" USING btree ("place_id","starts_at") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "place_history_place" ON "place_history" USING btree ("place_id","id");--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_purpose" CHECK ("consents"."purpose" in ('health', 'guardian', 'location', 'minor', 'contact', 'duty'));--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_role" CHECK ("role_grants"."role" in ('gridWorker', 'courier', 'captain', 'steward', 'property', 'merchant', 'housekeeper', 'doctor', 'nursery', 'committee', 'volunteer', 'secretary', 'department', 'subdistrict', 'county', 'workCommittee', 'partyCommittee', 'gridBranch', 'buildingGroup', 'memberHousehold'));